using System.Collections.Immutable;
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

        if (await MessagesAsync(item, worker, cancellationToken) is not { IsEmpty: false } messages)
        {
            return (WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound),
                AuditEntries.Denied(worker.Caller, AuditAction.Operation, "Task", id, item.Row, AuditEntries.NotVisible)), null);
        }

        var shown = messages.Select(StoredVersions.Of).ToImmutableArray();
        if (!WorkTasks.IsOpen(item.Task) || TaskCourse.Of(item.Task).Opened is not null)
        {
            var known = StoredVersions.Of(item.Row);
            return (new WritePlan(new WriteOutcome.Existing(known)) { Stage = Look }, new OpenedMessage(known, shown));
        }

        var pool = item.Pool;
        var plan = changes.Plan(
            item, worker.Caller, new ClaimDecision.Change(), WorkTasks.Open, committed: now => metrics.Opened(pool, now - item.Since));
        return (plan with
        {
            Stage = changed =>
            {
                plan.Stage!(changed);
                Look(changed);
            },
        }, new OpenedMessage(((WriteOutcome.Updated)plan.Outcome).Version, shown));

        void Look(Changes changed)
        {
            foreach (var message in messages)
            {
                changed.Add(AuditEntries.Shown(worker.Caller, AuditAction.Operation, message.ResourceType, message.ResourceId, message.Version, message));
            }
        }
    }

    // All of a burst, or none: who may not see one of them would take the rest for the whole.
    private async ValueTask<ImmutableArray<StoredResource>> MessagesAsync(WorkItem item, Worker worker, CancellationToken cancellationToken)
    {
        var messages = ImmutableArray.CreateBuilder<StoredResource>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var reference in FoldedMessages.Of(item.Task))
        {
            if (!ResourceKey.TryParse(reference, out var key)
                || await ResourceQueries.CurrentAsync(db, key, cancellationToken) is not { Quarantined: false, IsDeleted: false } stored
                || stored.Chart != item.Row.Chart
                || !scopes.Before(worker.Caller, FhirJson.ReadStored(stored.Content)).Allows(stored.ResourceType, ScopeRights.Read))
            {
                return [];
            }

            messages.Add(stored);
        }

        return messages.DrainToImmutable();
    }
}
