using System.Collections.Immutable;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>
/// One look at the audit trail: what happened since the last one becomes events, each with its subscription's next number (ADR 0047).
/// Events, numbers and how far the trail is read are one transaction, so that of several gateways that look at once the store lets one number.
/// </summary>
internal sealed class EventNumbering(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SubscriptionsReader subscriptions,
    Subscribers subscribers,
    FocusReader focus,
    SearchIndex index,
    TimeProvider clock,
    ILogger<EventNumbering> logger)
{
    private const int PageSize = 500;

    // A row lies in the trail by the time at which its transaction began, and a transaction ends within its time-out.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(5);

    private DateTimeOffset? complete;

    /// <summary>True if the trail is read to its end.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var live = await subscriptions.LiveAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var cursors = await db.TopicCursors.AsNoTracking().ToListAsync(cancellationToken);
        if (live.IsEmpty)
        {
            // Whoever subscribes next begins at the end of the trail, wherever it is then.
            complete = null;
            return cursors.Count == 0
                || await commits.CommitAsync(changes => cursors.ForEach(changes.Remove), cancellationToken) is CommitResult.Committed;
        }

        var reading = TrailReading.From(cursors, live.Min(subscription => subscription.Row.StartedAt), complete - LongestWrite, LongestWrite);
        reading.See(await NotificationQueries.Heads(db, reading.FirstDay).ToListAsync(cancellationToken));
        while (reading.IsBehind)
        {
            var page = await NotificationQueries.Trail(db, reading.Place, PageSize).ToListAsync(cancellationToken);
            if (!await NumberAsync(db, reading, page, live, cancellationToken))
            {
                return false;
            }

            live = await subscriptions.LiveAsync(cancellationToken);
        }

        complete = now;
        return true;
    }

    private async ValueTask<bool> NumberAsync(
        GatewayDb db, TrailReading reading, List<AuditEntry> page, ImmutableArray<LiveSubscription> live, CancellationToken cancellationToken)
    {
        var events = new List<TopicEvent>();
        var known = new Dictionary<string, Subscriber>(StringComparer.Ordinal);
        var numbers = live.ToDictionary(subscription => subscription.Id, subscription => subscription.Row.LastNumber);
        foreach (var row in page.Where(reading.IsNew))
        {
            foreach (var happening in TopicPolicy.In(row))
            {
                var interested = live.Where(subscription =>
                    subscription.Row.Topic == happening.Topic && subscription.Row.StartedAt <= row.At && row.At < subscription.Row.EndsAt).ToList();
                if (interested.Count == 0 || await FocusReader.FindAsync(db, happening, cancellationToken) is not { } found)
                {
                    continue;
                }

                foreach (var subscription in interested)
                {
                    if (!known.TryGetValue(subscription.Id, out var subscriber))
                    {
                        known[subscription.Id] = subscriber = await subscribers.ReadAsync(subscription.Row, cancellationToken);
                    }

                    if (subscription.Terms is { } terms && focus.MaySee(subscriber, found) is not false && TopicFilters.Hold(terms.Filters, found.Resource, index))
                    {
                        events.Add(new TopicEvent
                        {
                            SubscriptionId = subscription.Id,
                            Number = ++numbers[subscription.Id],
                            At = row.At,
                            Focus = found.Key.ToString(),
                            Context = found.Context,
                        });
                    }
                }
            }
        }

        var moved = reading.Advance(page, page.Count < PageSize);
        var result = moved.Count == 0 && events.Count == 0 ? CommitResult.Committed.Instance : await commits.CommitAsync(
            changes =>
            {
                foreach (var subscription in live.Where(subscription => numbers[subscription.Id] > subscription.Row.LastNumber))
                {
                    changes.Change(subscription.Row, row => row.LastNumber = numbers[subscription.Id]);
                }

                events.ForEach(changes.Add);
                moved.ForEach(move => move(changes));
            },
            cancellationToken);
        if (result is CommitResult.Unavailable unavailable)
        {
            logger.NotNumbered(unavailable.Fault);
        }

        return result is CommitResult.Committed;
    }
}
