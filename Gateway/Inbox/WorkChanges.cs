using System.Diagnostics;
using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Review.Queue;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Plans the next version of a Task, or tells why there is none. Of two plans at once the store takes one; the other is made anew.</summary>
internal sealed class WorkChanges(SearchIndex index, TimeProvider clock)
{
    /// <param name="item">The Task; the change is made to it.</param>
    /// <param name="caller">Who wishes it.</param>
    /// <param name="decision">Whether it is done.</param>
    /// <param name="change">What it does.</param>
    /// <param name="entry">What the trail says of it; that it was changed, if none is given.</param>
    /// <param name="committed">Follows once it is durable.</param>
    public WritePlan Plan(
        WorkItem item,
        Caller caller,
        ClaimDecision decision,
        Action<FhirTask, DateTimeOffset> change,
        Func<int, AuditEntry>? entry = null,
        Action<DateTimeOffset>? committed = null) => decision switch
        {
            ClaimDecision.Change => Changed(item, caller, change, entry, committed),
            ClaimDecision.AsWished => WritePlan.Recorded(
                new WriteOutcome.Existing(StoredVersions.Of(item.Row)),
                AuditEntries.Shown(caller, AuditAction.Read, item.Row.ResourceType, item.Row.ResourceId, item.Row.Version, item.Row)),
            ClaimDecision.Taken taken => Conflict(string.Create(
                CultureInfo.InvariantCulture,
                $"{taken.By} has taken this, at {taken.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}.{(taken.CanBeTakenOver ? " It is escalated: claim it with takeOver." : string.Empty)}")),
            ClaimDecision.Closed => Conflict("Nobody has to answer this any more."),
            _ => throw new UnreachableException(),
        };

    private WritePlan Changed(
        WorkItem item, Caller caller, Action<FhirTask, DateTimeOffset> change, Func<int, AuditEntry>? entry, Action<DateTimeOffset>? committed)
    {
        var (stored, task, now) = (item.Row, item.Task, Stamp.Now(clock));
        change(task, now);
        var version = stored.Version + 1;
        Stamp.Put(task, stored.ResourceId, version, now);
        return new WritePlan(new WriteOutcome.Updated(new ResourceVersion(new ResourceKey("Task", stored.ResourceId), version, now, FhirJson.Serialize(task))))
        {
            Stage = changes =>
            {
                new Replacement(stored, index).Stage(changes, task, stored.Chart, now);
                changes.Add(entry?.Invoke(version) ?? AuditEntries.Changed(caller, AuditAction.Update, stored, version));
            },
            Settled = result =>
            {
                if (result is CommitResult.Committed)
                {
                    committed?.Invoke(now);
                }
            },
        };
    }

    private static WriteOutcome.Refused Conflict(string sentence) => WriteOutcome.Refused.Because(
        StatusCodes.Status409Conflict, new Issue(OperationOutcome.IssueType.Conflict, sentence, "Task.owner"));
}
