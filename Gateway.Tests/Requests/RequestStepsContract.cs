using System.Diagnostics.Metrics;
using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Monitoring;
using Gateway.Policies;
using Gateway.References;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Monitoring;
using Gateway.Tests.Policies;
using Gateway.Tests.Storage;
using Gateway.Tests.Support;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using FhirTask = Hl7.Fhir.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Requests;

/// <summary>What becomes of requests with a schedule as time goes by, on every database.</summary>
public abstract class RequestStepsContract : StorageContract
{
    private static readonly DateTimeOffset First = new(2026, 10, 26, 13, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(First.AddHours(-1));
    private readonly SearchIndex index = new([]);
    private readonly CapturedLog log = new();
    private readonly IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private protected RequestStepsContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task A_patient_is_asked_reminded_and_told_of_and_the_request_is_completed_when_the_last_has_passed()
    {
        await StoreAsync("weekly", ARequestOnSchedule.Weekly(2));
        Assert.Equal(0, await LookAsync());

        // Asked; reminded again; overdue; the second asked for, which ends the first; reminded; overdue; over.
        foreach (var (hours, steps, statuses) in new[]
        {
            (1, 1, "Requested"), (36, 1, "Requested"), (12, 1, "Requested/escalated"), (121, 1, "Failed/escalated Requested"),
            (36, 1, "Failed/escalated Requested"), (12, 1, "Failed/escalated Requested/escalated"), (48, 1, "Failed/escalated Failed/escalated"),
        })
        {
            clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await LookAsync());
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(steps, await LookAsync());
            Assert.Equal(0, await LookAsync());
            Assert.Equal(statuses, await StatusesAsync("weekly"));
        }

        Assert.Equal(RequestStatus.Completed, (await RequestAsync("weekly")).Status);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await LookAsync());
        var tasks = await TasksAsync("weekly");
        Assert.Equal(2, tasks.Count(task => task.ReasonCode?.Coding[0].Code == "overdue"));
        Assert.All(tasks.Where(task => !OccurrenceTasks.IsOccurrence(task)), alarm => Assert.Empty(ProfileValidator.Validate(alarm, Canonicals.MessageTask)));
        Assert.All(tasks, task => Assert.Empty(ProfileValidator.ValidateClaims(task)));
        Assert.Empty(ProfileValidator.Validate(await RequestAsync("weekly"), Canonicals.MessageRequest));
    }

    [Fact]
    public async Task What_was_missed_while_nobody_looked_is_asked_told_and_ended_in_its_order()
    {
        await StoreAsync("weekly", ARequestOnSchedule.Weekly(3));
        clock.Advance(TimeSpan.FromDays(60));

        var steps = 0;
        for (var look = 0; look < 10; look++)
        {
            steps += await LookAsync();
        }

        Assert.Equal(3 + 3 + 1, steps);
        Assert.Equal("Failed/escalated Failed/escalated Failed/escalated", await StatusesAsync("weekly"));
        Assert.Equal(RequestStatus.Completed, (await RequestAsync("weekly")).Status);
    }

    [Fact]
    public async Task What_becomes_overdue_during_a_look_is_told_before_it_ends()
    {
        await StoreAsync("weekly", ARequestOnSchedule.Weekly(2));
        clock.Advance(TimeSpan.FromHours(1));
        await LookAsync();

        // From one reading of the clock to the next an answer becomes overdue, and the next one's time comes.
        clock.AutoAdvanceAmount = TimeSpan.FromDays(8);
        for (var look = 0; look < 6; look++)
        {
            await LookAsync();
        }

        clock.AutoAdvanceAmount = TimeSpan.Zero;
        Assert.Equal("Failed/escalated Failed/escalated", await StatusesAsync("weekly"));
        Assert.Equal(RequestStatus.Completed, (await RequestAsync("weekly")).Status);
    }

    [Fact]
    public async Task Of_several_gateways_that_look_at_once_one_asks_and_one_alarms()
    {
        for (var i = 0; i < 10; i++)
        {
            await StoreAsync($"request-{i}", ARequestOnSchedule.Weekly(2));
        }

        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);
        foreach (var hours in new[] { 1, 48 })
        {
            clock.Advance(TimeSpan.FromHours(hours));
            var looks = await Task.WhenAll(LookAsync(), LookAsync(other), LookAsync(other));
            Assert.Equal(10, looks.Sum());
        }

        Assert.Equal(20, await Store.CountAsync(db => db.Resources.Where(row => row.ResourceType == "Task")));
        Assert.Equal(10, log.Lines.Count(line => line.Contains("is overdue", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_asks_for_one_answer_is_stored_once_whoever_comes_with_it_again()
    {
        await StoreAsync("weekly", ARequestOnSchedule.Weekly(2));
        clock.Advance(TimeSpan.FromHours(1));
        await LookAsync();

        // As if the mark had been lost: the store itself refuses a second Task for the same time.
        await ChangeAsync("weekly", request => (RequestCourse.Of(request)! with { Last = null, Next = NodaTime.Instant.FromDateTimeOffset(First) }).PutInto(request));

        Assert.Equal(0, await LookAsync());
        Assert.Equal("Requested", await StatusesAsync("weekly"));
    }

    [Fact]
    public async Task What_is_on_hold_is_left_alone()
    {
        await StoreAsync("weekly", ARequestOnSchedule.Weekly(2));
        await ChangeAsync("weekly", request => request.Status = RequestStatus.OnHold);
        clock.Advance(TimeSpan.FromDays(60));

        Assert.Equal(0, await LookAsync());
    }

    private Task<int> LookAsync(StoreUnderTest? store = null) => new RequestSteps(
        (store ?? Store).Databases,
        (store ?? Store).Queue,
        new SequenceBlocks((store ?? Store).Queue, (store ?? Store).Databases),
        index,
        InForce.Of(PolicyDocument.Default(), clock),
        new RequestMetrics(meters),
        clock,
        new Logger<RequestSteps>(LoggerFactory.Create(logging => logging.AddProvider(log)))).LookAsync(Cancellation);

    private async Task StoreAsync(string id, Timing.RepeatComponent repeat)
    {
        var request = ARequestOnSchedule.Of(repeat);
        var first = NodaTime.Instant.FromDateTimeOffset(First);
        new RequestCourse(ARequestOnSchedule.Zone, first - NodaTime.Duration.FromHours(1)) { Next = first }.PutInto(request);
        Stamp.Put(request, id, 1, clock.GetUtcNow());
        var sequence = await new SequenceBlocks(Store.Queue, Store.Databases).NextAsync(Cancellation);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(NewResource.OfOurs(request, sequence, index, clock.GetUtcNow(), "susie-smith").Stage));
    }

    private async Task ChangeAsync(string id, Action<CommunicationRequest> change)
    {
        await using var db = Store.Read();
        var row = (await ResourceQueries.CurrentAsync(db, new ResourceKey("CommunicationRequest", id), Cancellation))!;
        var request = (CommunicationRequest)FhirJson.ReadStored(row.Content);
        var stale = new Replacement(row, index);
        change(request);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => stale.Stage(changes, request, row.Chart, clock.GetUtcNow())));
    }

    private async Task<CommunicationRequest> RequestAsync(string id)
    {
        await using var db = Store.Read();
        return (CommunicationRequest)FhirJson.ReadStored((await ResourceQueries.CurrentAsync(db, new ResourceKey("CommunicationRequest", id), Cancellation))!.Content);
    }

    private async Task<FhirTask[]> TasksAsync(string request)
    {
        await using var db = Store.Read();
        var rows = await RequestQueries.TasksOf(db, new ResourceKey("CommunicationRequest", request)).ToListAsync(Cancellation);
        return [.. rows.Select(row => (FhirTask)FhirJson.ReadStored(row.Content))];
    }

    private async Task<string> StatusesAsync(string request) => string.Join(' ', (await TasksAsync(request))
        .Where(OccurrenceTasks.IsOccurrence)
        .OrderBy(OccurrenceTasks.DueOf)
        .Select(task => task.BusinessStatus!.Coding[0].Code == "escalated" ? $"{task.Status}/escalated" : $"{task.Status}"));
}
