using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review.Queue;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Inbox;

/// <summary>Plans that somebody opens a message: that it was opened is stored, and who looked is on record, before anything is shown.</summary>
internal sealed class WorkOpenings(IDbContextFactory<GatewayDb> databases, WorkItems items, WorkChanges changes, ScopeJudge scopes, InboxMetrics metrics)
{
    public async ValueTask<(WritePlan Plan, OpenedMessage? Opened)> PlanAsync(string id, Worker worker, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        if (item is null)
        {
            return (objection!, null);
        }

        if (await MessageAsync(item, worker, cancellationToken) is not { } message)
        {
            return (WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound),
                AuditEntries.Denied(worker.Caller, AuditAction.Operation, "Task", id, item.Row, AuditEntries.NotVisible)), null);
        }

        var look = AuditEntries.Shown(worker.Caller, AuditAction.Operation, message.ResourceType, message.ResourceId, message.Version, message);
        if (!WorkTasks.IsOpen(item.Task) || TaskCourse.Of(item.Task).Opened is not null)
        {
            var known = StoredVersions.Of(item.Row);
            return (WritePlan.Recorded(new WriteOutcome.Existing(known), look), new OpenedMessage(known, StoredVersions.Of(message)));
        }

        var pool = item.Pool;
        var plan = changes.Plan(
            item, worker.Caller, new ClaimDecision.Change(), WorkTasks.Open, committed: now => metrics.Opened(pool, now - item.Since));
        return (plan with
        {
            Stage = changed =>
            {
                plan.Stage!(changed);
                changed.Add(look);
            },
        }, new OpenedMessage(((WriteOutcome.Updated)plan.Outcome).Version, StoredVersions.Of(message)));
    }

    private async ValueTask<StoredResource?> MessageAsync(WorkItem item, Worker worker, CancellationToken cancellationToken)
    {
        if (!ResourceKey.TryParse(item.Task.Focus?.Reference, out var key))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, key, cancellationToken) is { Quarantined: false, IsDeleted: false } stored
            && stored.Chart == item.Row.Chart
            && scopes.Before(worker.Caller, FhirJson.ReadStored(stored.Content)).Allows(stored.ResourceType, ScopeRights.Read)
                ? stored
                : null;
    }
}
