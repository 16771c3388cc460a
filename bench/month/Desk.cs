using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Inbox;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Routing;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace Month;

/// <summary>What clinicians and desks do with their inboxes: open, take, answer, pass on, and now and then forget.</summary>
internal sealed class Desk(MonthGateway gateway, VirtualClock clock, Tally tally, Random random)
{
    private const double TakesForLater = 0.3;
    private const double PassesOn = 0.03;
    private const double Forgets = 0.01;

    /// <summary>Items of an inbox that are somebody's already, and passed over.</summary>
    private const int LookedThrough = 60;

    private readonly Writer writer = gateway.Part<Writer>();
    private readonly WorkClaims claims = gateway.Part<WorkClaims>();
    private readonly WorkOpenings openings = gateway.Part<WorkOpenings>();
    private readonly WorkAnswers answers = gateway.Part<WorkAnswers>();
    private readonly WorkReroutes reroutes = gateway.Part<WorkReroutes>();
    private readonly Dictionary<string, DateTimeOffset> later = new(StringComparer.Ordinal);

    /// <summary>A quarter of an hour of work in a pool.</summary>
    public async Task WorkAsync(ResourceKey pool, ImmutableArray<ResourceKey> there, int capacity, Func<InboxRow, bool> isReady, CancellationToken cancellationToken)
    {
        var hands = there.ToDictionary(person => person, _ => capacity);
        foreach (var row in await InboxAsync(pool, (capacity * there.Length) + LookedThrough, cancellationToken))
        {
            var task = (FhirTask)FhirJson.ReadStored(row.Row.Content);
            if (isReady(row) && WhoTakes(task, row.Row.ResourceId, hands) is { } person)
            {
                hands[person]--;
                await HandleAsync(person, pool, task, row.Row, cancellationToken);
            }
        }
    }

    private async Task<List<InboxRow>> InboxAsync(ResourceKey pool, int count, CancellationToken cancellationToken)
    {
        await using var db = await gateway.OpenAsync();
        return await InboxQueries.Page(db, pool.ToString(), null, count).ToListAsync(cancellationToken);
    }

    // Whoever is free; whose it is, when its time has come; or, of what somebody has left until it was alarming, whoever is free.
    private ResourceKey? WhoTakes(FhirTask task, string id, Dictionary<ResourceKey, int> hands)
    {
        ResourceKey? free = hands.Where(one => one.Value > 0).OrderByDescending(one => one.Value).Select(one => (ResourceKey?)one.Key).FirstOrDefault();
        return WorkTasks.HolderOf(task) switch
        {
            null => free,
            var holder when ResourceKey.TryParse(holder, out var own) && hands.TryGetValue(own, out var left) && later.GetValueOrDefault(id, DateTimeOffset.MaxValue) <= clock.GetUtcNow() =>
                left > 0 ? own : null,
            _ => WorkTasks.IsEscalated(task) && TaskCourse.Of(task).Alarms.Contains(TaskAlarm.LongOverdue) ? free : null,
        };
    }

    private async Task HandleAsync(ResourceKey person, ResourceKey pool, FhirTask task, StoredResource row, CancellationToken cancellationToken)
    {
        var worker = WorkerOf(person);
        var id = row.ResourceId;
        var isTaken = WorkTasks.HolderOf(task) is not null;
        if (!isTaken)
        {
            await RunAsync(async _ => (await openings.PlanAsync(id, worker, cancellationToken)).Plan, cancellationToken);
            var chance = random.NextDouble();
            if (chance < PassesOn && pool != Clinic.OnCall)
            {
                var to = pool == Clinic.Nurses ? Clinic.Scheduling : Clinic.Nurses;
                await RunAsync(_ => reroutes.PlanAsync(id, worker, new RerouteRequest(to, null, "wrong-pool", null), cancellationToken), cancellationToken);
                tally.Reroutes++;
                return;
            }

            if (chance < PassesOn + TakesForLater && pool != Clinic.OnCall)
            {
                await RunAsync(_ => claims.ClaimAsync(id, worker, false, cancellationToken), cancellationToken);
                later[id] = random.NextDouble() < Forgets / TakesForLater ? DateTimeOffset.MaxValue : clock.GetUtcNow().AddMinutes(15 + (random.NextDouble() * 300));
                return;
            }
        }
        else if (WorkTasks.HolderOf(task) != person.ToString())
        {
            await RunAsync(_ => claims.ClaimAsync(id, worker, true, cancellationToken), cancellationToken);
        }

        await AnswerAsync(worker, task, row, cancellationToken);
    }

    private async Task AnswerAsync(Gateway.Inbox.Worker worker, FhirTask task, StoredResource row, CancellationToken cancellationToken)
    {
        var person = worker.Caller.Person!.Value;
        var chart = new PatientId(row.Chart!);
        var reply = new Communication
        {
            Status = EventStatus.Completed,
            Subject = new ResourceReference(chart.Key.ToString()),
            Sender = new ResourceReference(person.ToString()),
            Recipient = [new ResourceReference(chart.Key.ToString())],
            InResponseTo = [new ResourceReference(task.Focus!.Reference)],
            Payload = [new Communication.PayloadComponent { Content = new FhirString("We have looked into this for you. Please call us if anything is left open.") }],
        };
        var body = new FhirBody(FhirFormat.Json, FhirJson.Serialize(new Parameters { Parameter = [new Parameters.ParameterComponent { Name = "reply", Resource = reply }] }));
        var (request, _) = AnswerRequest.Read(body);
        var sender = new Reader(worker.Caller with { Chart = chart }, []);
        if (await RunAsync(attempt => answers.PlanAsync(row.ResourceId, worker, sender, request!, attempt, cancellationToken), cancellationToken) is WriteOutcome.Updated)
        {
            tally.Replies++;
        }
    }

    private async Task<WriteOutcome> RunAsync(Func<int, ValueTask<WritePlan>> planAsync, CancellationToken cancellationToken)
    {
        var outcome = await writer.RunAsync(Origins.Next(), planAsync, cancellationToken);
        if (outcome is WriteOutcome.Refused refused)
        {
            Tally.Count(tally.InVain, $"work, {refused.Status}");
        }

        return outcome;
    }

    private static Gateway.Inbox.Worker WorkerOf(ResourceKey person)
    {
        var caller = new Caller("inbox", null, person, [new SmartScope(ScopeLevel.User, "*", ScopeRights.All)], false);
        return new Gateway.Inbox.Worker(caller, new Reader(caller, [person.ToString()]), null);
    }
}
