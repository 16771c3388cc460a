using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Measures;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Month;

/// <summary>Looks at each message in the store, and at the measures, when everything is over.</summary>
internal static class MonthAccount
{
    private const int SmallestGroup = 5;

    // A name with a mark is a fault: nobody had it, and nobody was alarmed.
    private const string Silent = "silent";

    public static async Task<MonthResult> TakeAsync(
        MonthPlan plan, MonthGateway gateway, ClinicEhr ehr, Tally tally, VirtualClock clock, CancellationToken cancellationToken)
    {
        await using var db = await gateway.OpenAsync();
        var tasks = await TasksAsync(db, cancellationToken);
        var alerts = await db.Alerts.AsNoTracking().ToListAsync(cancellationToken);
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (messages, work) = (0, 0);
        await foreach (var row in db.Resources.AsNoTracking().Where(row => row.ResourceType == "Communication").AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            messages++;
            if (row.Sender is { } sender && sender.StartsWith("Patient/", StringComparison.Ordinal))
            {
                var end = EndOf(row, tasks[row.ResourceId], alerts);
                ends[end] = ends.GetValueOrDefault(end) + 1;
                work += tasks[row.ResourceId].Count(WorkTasks.IsWork);
            }
        }

        var time = await gateway.Part<MeasuresReader>().ReadAsync(MonthPlan.Start, plan.End, cancellationToken);
        var measures = MeasuresPolicy.Of(time, clock.GetUtcNow(), SmallestGroup);
        var facts = new StoreFacts(
            messages, work, await db.Outbox.CountAsync(entry => entry.State == OutboxState.Pending, cancellationToken), ends.GetValueOrDefault(Silent),
            alerts.Count(alert => alert.AcknowledgedAt is null && alert.Step < 2));
        return new MonthResult(ends.ToImmutableSortedDictionary(), measures, tally, [.. FaultsOf(plan, measures, tally, facts, ends, ehr)]);
    }

    private static string EndOf(StoredResource row, IEnumerable<FhirTask> tasks, List<OnCallAlert> alerts)
    {
        if (((Communication)FhirJson.ReadStored(row.Content)).Status == EventStatus.EnteredInError)
        {
            return "decided by a reviewer";
        }

        var own = tasks.ToArray();
        if (own.Any(task => WorkTasks.IsWork(task) && task.Status == FhirTask.TaskStatus.Completed))
        {
            return TaskCourse.Of(own.First(WorkTasks.IsWork)).Alarms.IsEmpty ? "answered" : "answered after an alarm";
        }

        // Who takes it after its alarms ends the mark of the escalation, and not that it was alarmed about.
        return own.Any(task => WorkTasks.IsOpen(task) && !WorkTasks.IsEscalated(task) && !TaskCourse.Of(task).Alarms.IsEmpty) ? "alarmed about, taken, and not answered yet"
            : own.Any(task => WorkTasks.IsOpen(task) && WorkTasks.IsEscalated(task)) ? row.Quarantined ? "held, and alarmed about" : "open, and alarmed about"
            : alerts.Any(alert => alert.MessageId == row.ResourceId) ? "open, and escalated to those on call"
            : Silent;
    }

    private static async Task<ILookup<string, FhirTask>> TasksAsync(GatewayDb db, CancellationToken cancellationToken)
    {
        var tasks = new List<FhirTask>();
        await foreach (var row in db.Resources.AsNoTracking().Where(row => row.ResourceType == "Task").AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var task = (FhirTask)FhirJson.ReadStored(row.Content);
            if (task.Code?.Coding.Any(coding => coding is { System: Canonicals.TaskCode, Code: WorkTasks.Work or "review-message" }) == true)
            {
                tasks.Add(task);
            }
        }

        return tasks.ToLookup(task => ResourceKey.TryParse(task.Focus?.Reference, out var message) ? message.Id : string.Empty, StringComparer.Ordinal);
    }

    private static IEnumerable<string> FaultsOf(
        MonthPlan plan, MeasuresReport measures, Tally tally, StoreFacts facts, IReadOnlyDictionary<string, int> ends, ClinicEhr ehr)
    {
        var work = measures.Work;
        foreach (var (what, expected, found) in new[]
        {
            ("messages that are neither answered nor alarmed about", 0, facts.Silent),
            ("alerts that stand still", 0, facts.Still),
            ("messages that wait to be filed", 0, facts.Pending),
            ("messages that were filed twice", 0, ehr.Filed.Values.Count(times => times > 1)),
            ("messages of patients in the store", tally.Taken, ends.Values.Sum()),
            ("arrivals, each taken, given up or refused", plan.Messages, tally.Taken + tally.GivenUp + tally.Refused.Values.Sum()),
            ("messages to answer in the measures", facts.Work, work.Received),
            ("messages answered, open and closed in the measures", work.Received, work.Answered + work.Open + work.Closed),
            ("answers in the measures", tally.Replies, work.Answered),
            ("re-routes in the measures", tally.Reroutes, work.Rerouted),
            ("messages given back in the measures", tally.GivenBack, measures.GivenBack),
            ("messages moved by their senders in the measures", tally.Moved, measures.Redirects.SenderAsked),
            ("messages that came in, in the measures", facts.Messages + tally.GivenBack - tally.Moved - tally.Made, measures.Messages),
        })
        {
            if (expected != found)
            {
                yield return FormattableString.Invariant($"{what}: {found}, and not {expected}");
            }
        }

        var grouped = work.Groups.Sum(group => group.Received);
        if (grouped > work.Received || work.Received - grouped >= SmallestGroup)
        {
            yield return FormattableString.Invariant($"the groups of the measures hold {grouped} of {work.Received} messages");
        }
    }

    /// <summary>What is counted in the store.</summary>
    private sealed record StoreFacts(int Messages, int Work, int Pending, int Silent, int Still);
}
