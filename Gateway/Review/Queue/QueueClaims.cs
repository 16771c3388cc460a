using System.Diagnostics;
using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>Plans who takes a review and who gives it back. Of two at once the store takes one; the other plans anew and finds it taken.</summary>
internal sealed class QueueClaims(IDbContextFactory<GatewayDb> databases, SearchIndex index, ScopeJudge scopes, ReviewMetrics metrics, TimeProvider clock)
{
    /// <summary>Open items looked through at once for one that nobody has.</summary>
    private const int Glance = 20;

    public async ValueTask<WritePlan> ClaimAsync(string id, Caller caller, bool takesOver, CancellationToken cancellationToken) =>
        await FindAsync(id, caller, cancellationToken) is { Stored: { } stored, Task: { } task }
            ? Planned(stored, task, caller, QueuePolicy.Claim(task, caller.Person!.Value, takesOver), ClaimOf(caller))
            : NotFound(id, caller);

    public async ValueTask<WritePlan> UnclaimAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        await FindAsync(id, caller, cancellationToken) is { Stored: { } stored, Task: { } task }
            ? Planned(stored, task, caller, QueuePolicy.Unclaim(task, caller.Person!.Value), QueueTasks.Unclaim)
            : NotFound(id, caller);

    /// <summary>The first in the order of the queue that nobody has.</summary>
    public async ValueTask<WritePlan> NextAsync(string? pool, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        QueueMark? after = null;
        while (true)
        {
            var items = await QueueQueries.Page(db, pool, after, Glance).ToListAsync(cancellationToken);
            foreach (var item in items)
            {
                var task = (FhirTask)FhirJson.ReadStored(item.Row.Content);
                if (WorkTasks.HolderOf(task) is null)
                {
                    return Planned(item.Row, task, caller, new ClaimDecision.Change(), ClaimOf(caller));
                }
            }

            if (items.Count < Glance)
            {
                return WriteOutcome.Refused.Because(
                    StatusCodes.Status404NotFound, new Issue(OperationOutcome.IssueType.NotFound, "Nothing waits for review that nobody has taken."));
            }

            after = items[^1].Mark;
        }
    }

    private static Action<FhirTask, DateTimeOffset> ClaimOf(Caller caller) => (task, now) => QueueTasks.Claim(task, caller.Person!.Value, now);

    /// <summary>The review, if there is one that the caller may see.</summary>
    private async ValueTask<(StoredResource? Stored, FhirTask? Task)> FindAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), cancellationToken);
        if (stored is not { Quarantined: true, IsDeleted: false })
        {
            return (null, null);
        }

        var task = (FhirTask)FhirJson.ReadStored(stored.Content);
        return QueuePolicy.MayReview(scopes.Before(caller, task), "Task", ScopeRights.Update) ? (stored, task) : (null, null);
    }

    private WritePlan Planned(StoredResource stored, FhirTask task, Caller caller, ClaimDecision decision, Action<FhirTask, DateTimeOffset> change) => decision switch
    {
        ClaimDecision.Change => Changed(stored, task, caller, change),
        ClaimDecision.AsWished => WritePlan.Recorded(
            new WriteOutcome.Existing(StoredVersions.Of(stored)),
            AuditEntries.Shown(caller, AuditAction.Read, stored.ResourceType, stored.ResourceId, stored.Version, stored)),
        ClaimDecision.Taken taken => Conflict(string.Create(
            CultureInfo.InvariantCulture,
            $"{taken.By} has taken this, at {taken.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}.{(taken.CanBeTakenOver ? " It is escalated: with takeOver you can have it." : string.Empty)}")),
        ClaimDecision.Closed => Conflict("This has been decided on: there is nothing left to review."),
        ClaimDecision.NotAReview => WriteOutcome.Refused.Because(
            StatusCodes.Status422UnprocessableEntity,
            new Issue(OperationOutcome.IssueType.BusinessRule, "This Task is not the review of a held message.", "Task.code")),
        _ => throw new UnreachableException(),
    };

    private WritePlan Changed(StoredResource stored, FhirTask task, Caller caller, Action<FhirTask, DateTimeOffset> change)
    {
        var now = Stamp.Now(clock);
        change(task, now);
        var version = stored.Version + 1;
        Stamp.Put(task, stored.ResourceId, version, now);
        var next = new ResourceVersion(new ResourceKey(stored.ResourceType, stored.ResourceId), version, now, FhirJson.Serialize(task));
        return new WritePlan(new WriteOutcome.Updated(next))
        {
            Stage = changes =>
            {
                new Replacement(stored, index).Stage(changes, task, stored.Chart, now);
                changes.Add(AuditEntries.Changed(caller, AuditAction.Update, stored, version));
            },
            Settled = result =>
            {
                if (result is CommitResult.Committed)
                {
                    metrics.ChangedHands(WorkTasks.HolderOf(task) is not null);
                }
            },
        };
    }

    private static WritePlan NotFound(string id, Caller caller) => WritePlan.Recorded(
        WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.Unknown(caller, AuditAction.Update, "Task", id));

    private static WriteOutcome.Refused Conflict(string sentence) => WriteOutcome.Refused.Because(
        StatusCodes.Status409Conflict, new Issue(OperationOutcome.IssueType.Conflict, sentence, "Task.owner"));
}
