using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Topics;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Changes the status of a Subscription for the gateway: the resource, the row beside it and whatever led to it, in one transaction.</summary>
internal sealed class StatusChanges(
    IDbContextFactory<GatewayDb> databases, CommitQueue commits, SearchIndex index, TopicMetrics metrics, TimeProvider clock, ILogger<StatusChanges> logger)
{
    private const string Gateway = "gateway";

    /// <param name="live">The subscription as it was read.</param>
    /// <param name="status">What it becomes.</param>
    /// <param name="fault">Why, as a code; none if nothing is wrong.</param>
    /// <param name="stage">What else is written with it.</param>
    /// <param name="by">Who has it changed; null for the gateway by itself.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CommitResult> ChangeAsync(
        LiveSubscription live, TopicStatus status, string? fault, Action<Changes> stage, SubscriptionOperator? by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await ResourceQueries.CurrentAsync(db, new ResourceKey("Subscription", live.Id), cancellationToken);
        if (row is not { IsDeleted: false } || row.Version != live.Row.Version)
        {
            // Its owner has changed it meanwhile: the next look sees what is wished now.
            return new CommitResult.Superseded();
        }

        var now = Stamp.Now(clock);
        var subscription = (Subscription)FhirJson.ReadStored(row.Content);
        if (!SubscriptionLifecycle.ByGateway.Allows(subscription.Status, TopicStatuses.Of(status)))
        {
            return new CommitResult.Superseded();
        }

        subscription.Status = TopicStatuses.Of(status);
        subscription.Error = fault is null ? null : $"The endpoint does not take notifications: {fault}.";
        Stamp.Put(subscription, row.ResourceId, row.Version + 1, now);
        var stale = new Replacement(row, index);
        var result = await commits.CommitAsync(
            changes =>
            {
                stage(changes);
                stale.Stage(changes, subscription, row.Chart, now);
                changes.Change(live.Row, known => (known.Status, known.Version, known.ChangedAt) = (status, row.Version + 1, now));
                changes.Add(by is not null ? AuditEntries.Changed(by.Caller, AuditAction.Update, row, row.Version + 1) : new AuditEntry
                {
                    Action = AuditAction.Update,
                    Client = Gateway,
                    Resource = $"Subscription/{live.Id}",
                    Version = row.Version + 1,
                    Sender = row.Sender,
                    Why = fault,
                });
            },
            by?.Origin,
            cancellationToken);
        if (result is CommitResult.Committed)
        {
            metrics.Became(status);
            logger.Became(live.Id, status);
        }

        return result;
    }
}
