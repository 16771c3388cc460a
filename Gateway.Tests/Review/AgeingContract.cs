using System.Diagnostics.Metrics;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review;
using Gateway.Review.Ageing;
using Gateway.Review.Queue;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Gateway.Tests.Support;
using Gateway.Triage;
using Gateway.Writes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Review;

/// <summary>The alarms about what waits too long, on every database.</summary>
public abstract class AgeingContract : StorageContract
{
    private static readonly ResourceKey Pool = new("CareTeam", "pool-review");

    private readonly FakeTimeProvider clock = new(Rows.Noon);
    private readonly SearchIndex index = new([]);
    private readonly AgeingOptions options = new();
    private readonly CapturedLog log = new();
    private readonly IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private long sequence;

    private protected AgeingContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task What_waits_too_long_is_escalated_once_and_comes_before_all_but_emergencies()
    {
        await HoldAsync("routine-1", Urgency.Routine);
        await HoldAsync("routine-2", Urgency.Routine);
        clock.Advance(TimeSpan.FromMinutes(options.RoutineMinutes - 1));
        await HoldAsync("same-day", Urgency.SameDay);
        await HoldAsync("emergency", Urgency.Emergency);
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await Alarms().LookAsync(Cancellation));
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));
        Assert.Equal(["emergency", "routine-1", "routine-2", "same-day"], await QueueAsync());
        var task = await TaskAsync("routine-1");
        Assert.True(WorkTasks.IsEscalated(task));
        Assert.Equal(Hl7.Fhir.Model.RequestPriority.Asap, task.Priority);
    }

    [Theory]
    [InlineData("Emergency", 5)]
    [InlineData("SameDay", 60)]
    [InlineData("Routine", 240)]
    public async Task Each_urgency_has_its_own_time(string urgency, int minutes)
    {
        await HoldAsync("task", Enum.Parse<Urgency>(urgency));

        clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Alarms().LookAsync(Cancellation));
    }

    [Fact]
    public async Task Of_several_gateways_that_look_at_once_one_escalates_and_counts_it()
    {
        for (var i = 0; i < 10; i++)
        {
            await HoldAsync($"task-{i}", Urgency.Routine);
        }

        clock.Advance(TimeSpan.FromDays(1));
        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);
        using var counted = new CountedAlarms(meters);

        var looks = await Task.WhenAll(Alarms().LookAsync(Cancellation), Alarms(other ?? Store).LookAsync(Cancellation), Alarms(other ?? Store).LookAsync(Cancellation));

        Assert.Equal(10, looks.Sum());
        Assert.Equal(10, counted.Total);
        Assert.Equal(10, await Store.CountAsync(db => db.History));
        Assert.Equal(10, log.Lines.Count(line => line.Contains("has waited too long", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_claim_that_leads_nowhere_is_escalated_and_its_holder_keeps_it()
    {
        await HoldAsync("task", Urgency.Routine);
        await ChangeAsync("task", task => QueueTasks.Claim(task, new ResourceKey("Practitioner", "nurse-kim"), clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(options.ClaimMinutes));

        Assert.Equal(1, await Alarms().LookAsync(Cancellation));

        var task = await TaskAsync("task");
        Assert.Equal("Practitioner/nurse-kim", WorkTasks.HolderOf(task));
        Assert.IsType<ClaimDecision.Taken>(QueuePolicy.Claim(task, new ResourceKey("Practitioner", "dr-lee"), takesOver: false));
        Assert.IsType<ClaimDecision.Change>(QueuePolicy.Claim(task, new ResourceKey("Practitioner", "dr-lee"), takesOver: true));
    }

    [Fact]
    public async Task What_is_decided_on_leaves_the_queue_and_is_never_escalated()
    {
        await HoldAsync("task", Urgency.Emergency);
        await ChangeAsync("task", task => task.Status = FhirTask.TaskStatus.Completed);
        clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(0, await Alarms().LookAsync(Cancellation));
        Assert.Empty(await QueueAsync());
    }

    [Fact]
    public async Task The_queue_is_measured_by_pool_and_priority()
    {
        await HoldAsync("routine-1", Urgency.Routine);
        clock.Advance(TimeSpan.FromMinutes(1));
        await HoldAsync("routine-2", Urgency.Routine);
        await HoldAsync("emergency", Urgency.Emergency);
        await using var db = Store.Read();

        var depths = QueueQueries.Depths(db).ToList();

        Assert.Equivalent(
            new[] { new QueueDepth(Pool.ToString(), "0", 1, clock.GetUtcNow()), new QueueDepth(Pool.ToString(), "3", 2, Rows.Noon) },
            depths);
    }

    private AgeingAlarms Alarms(StoreUnderTest? store = null) => new(
        (store ?? Store).Databases,
        (store ?? Store).Queue,
        index,
        new ReviewMetrics(meters, clock),
        Options.Create(options),
        clock,
        new Logger<AgeingAlarms>(LoggerFactory.Create(logging => logging.AddProvider(log))));

    private async Task HoldAsync(string id, Urgency urgency)
    {
        var now = clock.GetUtcNow();
        var task = TaskWriter.ForReview(
            new MessageId($"about-{id}"), new IntakeDecision.Hold(HoldReason.AboutSomeoneElse, Pool, [], urgency, []), now);
        Stamp.Put(task, id, 1, now);
        var row = new StoredResource
        {
            Sequence = ++sequence,
            ResourceType = "Task",
            ResourceId = id,
            Version = 1,
            LastUpdated = now,
            Occurred = now,
            Chart = "susie-smith",
            Sender = "Patient/susie-smith",
            Quarantined = true,
            Content = FhirJson.Serialize(task),
        };
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(new NewResource(row, index.EntriesOf(task)).Stage));
    }

    private async Task ChangeAsync(string id, Action<FhirTask> change)
    {
        await using var db = Store.Read();
        var row = (await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), Cancellation))!;
        var task = (FhirTask)FhirJson.ReadStored(row.Content);
        change(task);
        Assert.IsType<CommitResult.Committed>(
            await Store.CommitAsync(changes => new Replacement(row, index).Stage(changes, task, row.Chart, clock.GetUtcNow())));
    }

    private async Task<FhirTask> TaskAsync(string id)
    {
        await using var db = Store.Read();
        return (FhirTask)FhirJson.ReadStored((await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), Cancellation))!.Content);
    }

    private async Task<string[]> QueueAsync()
    {
        await using var db = Store.Read();
        return [.. QueueQueries.Page(db, null, null, 100).Select(item => item.Row.ResourceId)];
    }

    /// <summary>Counts what the alarms count.</summary>
    private sealed class CountedAlarms : IDisposable
    {
        private readonly MeterListener listener = new();
        private long total;

        public CountedAlarms(IMeterFactory meters)
        {
            listener.InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Name == "gateway.review.escalated" && instrument.Meter.Scope == meters)
                {
                    all.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref total, measurement));
            listener.Start();
        }

        public long Total => Interlocked.Read(ref total);

        public void Dispose() => listener.Dispose();
    }
}
