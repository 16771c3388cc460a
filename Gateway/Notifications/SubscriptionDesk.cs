using System.Diagnostics;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>
/// What those who run the gateway see of topic subscriptions, and the one thing that they do: have the endpoint of a failed one called again, within what
/// its subscriber was granted (ADR 60).
/// </summary>
internal sealed class SubscriptionDesk(IDbContextFactory<GatewayDb> databases, SubscriptionsReader subscriptions, StatusChanges statuses, TimeProvider clock)
{
    /// <summary>The most that one answer tells of.</summary>
    private const int Most = 1000;

    public async Task<IReadOnlyList<SubscriptionDocument>> ListAsync(CancellationToken cancellationToken)
    {
        var live = await subscriptions.LiveAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = await NotificationQueries.LastEvents(db).ToDictionaryAsync(one => one.SubscriptionId, one => one.At, cancellationToken);
        return
        [
            .. live.OrderByDescending(one => one.Row.Status == TopicStatus.Error).ThenByDescending(one => one.Delivery.FailingSince is not null)
                .ThenBy(one => one.Id, StringComparer.Ordinal).Take(Most)
                .Select(one => SubscriptionDocument.Of(one, last.TryGetValue(one.Id, out var at) ? at : null)),
        ];
    }

    /// <param name="id">The Subscription.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RetryOutcome> RetryAsync(string id, SubscriptionOperator by, CancellationToken cancellationToken)
    {
        if ((await subscriptions.LiveAsync(cancellationToken)).FirstOrDefault(one => one.Id == id) is not { } live)
        {
            return new RetryOutcome.Unknown();
        }

        if (live.Row.Status != TopicStatus.Error)
        {
            return new RetryOutcome.NotFailed();
        }

        var last = await LastEventOfAsync(id, cancellationToken);

        // Neither the grant nor the end is touched: those are the subscriber's to ask for.
        var now = clock.GetUtcNow();
        return await statuses.ChangeAsync(
            live, TopicStatus.Requested, null,
            changes => changes.Change(live.Delivery, row => (row.Attempts, row.FailingSince, row.Fault, row.DueAt) = (0, null, null, now)), by, cancellationToken) switch
        {
            // The rows are as they were written by now.
            CommitResult.Committed => new RetryOutcome.Asked(SubscriptionDocument.Of(live, last)),
            CommitResult.Superseded or CommitResult.Duplicate => new RetryOutcome.Stale(),
            CommitResult.Unavailable => new RetryOutcome.Unavailable(),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<DateTimeOffset?> LastEventOfAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await NotificationQueries.LastEvents(db, id).FirstOrDefaultAsync(cancellationToken))?.At;
    }
}
