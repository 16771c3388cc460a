using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Gateway.Inbox;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Policies;
using Gateway.Tests.Storage;
using Gateway.Tests.Support;
using Gateway.Triage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using FhirTask = Hl7.Fhir.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Inbox;

/// <summary>The alarms about messages that wait, on every database.</summary>
public abstract class WorkAlarmsContract : StorageContract
{
    private const long FirstTask = 900_000;

    private static readonly ResourceKey Nurses = new("CareTeam", "pool-nurses");

    private readonly FakeTimeProvider clock = new(Rows.Noon);
    private readonly SearchIndex index = new([]);
    private readonly CapturedLog log = new();
    private readonly IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private GatewayPolicy policy = PolicyDocument.Default();
    private long sequence = FirstTask;

    private protected WorkAlarmsContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task What_nobody_opens_and_nobody_answers_alarms_once_for_each()
    {
        await SendAsync("task");
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));

        foreach (var (minutes, alarm) in new[] { (10, TaskAlarm.Unopened), (50, TaskAlarm.Overdue), (60, TaskAlarm.LongOverdue) })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await Alarms().LookAsync(Cancellation));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await Alarms().LookAsync(Cancellation));
            Assert.Equal(0, await Alarms().LookAsync(Cancellation));
            Assert.Equal(alarm, TaskCourse.Of(await TaskAsync("task")).Alarms[^1]);
        }

        var task = await TaskAsync("task");
        Assert.True(WorkTasks.IsEscalated(task));
        Assert.Equal(RequestPriority.Asap, task.Priority);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_taken_late_and_left_lying_alarms_once_for_each_who_takes_it()
    {
        await SendAsync("task");
        clock.Advance(TimeSpan.FromDays(30));
        while (await Alarms().LookAsync(Cancellation) > 0)
        {
        }

        foreach (var nurse in (ResourceKey[])[new("Practitioner", "nurse-kim"), new("Practitioner", "nurse-reed")])
        {
            await ChangeAsync("task", task => WorkTasks.Claim(task, nurse, clock.GetUtcNow()));
            Assert.False(WorkTasks.IsEscalated(await TaskAsync("task")));
            clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await Alarms().LookAsync(Cancellation));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await Alarms().LookAsync(Cancellation));
            Assert.True(WorkTasks.IsEscalated(await TaskAsync("task")));
            Assert.Equal(0, await Alarms().LookAsync(Cancellation));
        }

        Assert.Single(TaskCourse.Of(await TaskAsync("task")).Alarms, TaskAlarm.LeftLying);
    }

    [Fact]
    public async Task What_is_opened_alarms_no_more_about_that_and_what_is_answered_about_nothing()
    {
        await SendAsync("opened");
        await SendAsync("answered");
        await ChangeAsync("opened", task => WorkTasks.Open(task, clock.GetUtcNow()));
        await ChangeAsync("answered", task => WorkTasks.Answer(task, new ResourceKey("Communication", "reply"), null, clock.GetUtcNow()));

        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await Alarms().LookAsync(Cancellation));
        clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(1, await Alarms().LookAsync(Cancellation));
        Assert.Equal([TaskAlarm.Overdue], TaskCourse.Of(await TaskAsync("opened")).Alarms);
        Assert.Empty(TaskCourse.Of(await TaskAsync("answered")).Alarms);
    }

    [Fact]
    public async Task What_was_missed_while_nobody_looked_is_told_alarm_by_alarm()
    {
        await SendAsync("task");
        clock.Advance(TimeSpan.FromDays(30));

        var raised = new List<int>();
        for (var look = 0; look < 4; look++)
        {
            raised.Add(await Alarms().LookAsync(Cancellation));
        }

        Assert.Equal([1, 1, 1, 0], raised);
    }

    [Fact]
    public async Task Of_several_gateways_that_look_at_once_one_raises_and_counts_each_alarm()
    {
        for (var i = 0; i < 10; i++)
        {
            await SendAsync($"task-{i}");
        }

        policy = policy with
        {
            Routing = policy.Routing with
            {
                Pools = policy.Routing.Pools.Add(Nurses, new Pool(ImmutableDictionary<string, string>.Empty.Add("en", "Nurses")) { Lead = new ResourceKey("Practitioner", "dr-lee") }),
            },
        };
        clock.Advance(TimeSpan.FromMinutes(10));
        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);
        using var counted = new CountedAlarms(meters);

        var looks = await Task.WhenAll(Alarms().LookAsync(Cancellation), Alarms(other ?? Store).LookAsync(Cancellation), Alarms(other ?? Store).LookAsync(Cancellation));

        Assert.Equal(10, looks.Sum());
        Assert.Equal(10, counted.Total);
        Assert.Equal(10, await Store.CountAsync(db => db.History));
        Assert.Equal(10, await Store.CountAsync(db => db.Resources.Where(row => row.Sequence < FirstTask)));
        Assert.Equal(10, log.Lines.Count(line => line.Contains("has waited too long: unopened", StringComparison.Ordinal)));
        await using var db = Store.Read();
        var forLead = (FhirTask)FhirJson.ReadStored((await db.Resources.AsNoTracking().FirstAsync(row => row.Sequence < FirstTask, Cancellation)).Content);
        Assert.Equal(("Practitioner/dr-lee", "attend-alarm", "unopened"), (forLead.Owner!.Reference, forLead.Code!.Coding[0].Code, forLead.ReasonCode!.Coding[0].Code));
        Assert.Empty(Fhir.Profiles.Validation.ProfileValidator.Validate(forLead, Fhir.Profiles.Canonicals.MessageTask));
    }

    [Fact]
    public async Task An_inbox_is_in_the_order_of_urgency_and_promise_and_an_alarm_moves_it_forward()
    {
        await SendAsync("late", Urgency.Routine, answerIn: 90);
        await SendAsync("soon", Urgency.Routine, answerIn: 60);
        await SendAsync("today", Urgency.SameDay, answerIn: 300);
        await ChangeAsync("soon", task => WorkTasks.Open(task, clock.GetUtcNow()));
        await ChangeAsync("today", task => WorkTasks.Open(task, clock.GetUtcNow()));

        Assert.Equal(["today", "soon", "late"], await InboxAsync());
        clock.Advance(TimeSpan.FromMinutes(10));
        await Alarms().LookAsync(Cancellation);
        Assert.Equal(["late", "today", "soon"], await InboxAsync());
    }

    private WorkAlarms Alarms(StoreUnderTest? store = null) => new(
        (store ?? Store).Databases,
        (store ?? Store).Queue,
        new SequenceBlocks((store ?? Store).Queue, (store ?? Store).Databases),
        index,
        InForce.Of(policy, clock),
        new InboxMetrics(meters),
        clock,
        new Logger<WorkAlarms>(LoggerFactory.Create(logging => logging.AddProvider(log))));

    private async Task SendAsync(string id, Urgency urgency = Urgency.Routine, int answerIn = 60)
    {
        var now = clock.GetUtcNow();
        var route = new IntakeDecision.Route(Nurses, urgency, [])
        {
            Handling = new Handling(
                new Destination(Nurses, null, []), new ServiceTimes(now.AddMinutes(answerIn), now.AddMinutes(10), now.AddMinutes(answerIn + 60)), "test-1"),
        };
        var task = TaskWriter.ForPool(new MessageId($"about-{id}"), new PatientId("susie-smith"), route, now);
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

    private async Task<string[]> InboxAsync()
    {
        await using var db = Store.Read();
        return [.. InboxQueries.Page(db, Nurses.ToString(), null, 100).Select(item => item.Row.ResourceId)];
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
                if (instrument.Name == "gateway.inbox.alarms" && instrument.Meter.Scope == meters)
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
