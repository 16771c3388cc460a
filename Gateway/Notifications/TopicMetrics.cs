using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Counts what subscribers are sent and what waits for them: never by subscriber, person, chart or message.</summary>
internal sealed class TopicMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly IDbContextFactory<GatewayDb> databases;
    private readonly TimeProvider clock;
    private readonly Counter<long> notifications;
    private readonly Counter<long> delivered;
    private readonly Counter<long> changes;
    private readonly ObservableGauge<long> pending;
    private (long Pending, DateTimeOffset? Oldest, long Failing) measured;

    public TopicMetrics(IMeterFactory meters, IDbContextFactory<GatewayDb> databases, TimeProvider clock)
    {
        (this.databases, this.clock) = (databases, clock);
        var meter = meters.Create(MeterName);
        notifications = meter.CreateCounter<long>("gateway.topics.notifications", "{notification}", "Notifications sent to subscribers.");
        delivered = meter.CreateCounter<long>("gateway.topics.delivered", "{event}", "Events that subscribers took.");
        changes = meter.CreateCounter<long>("gateway.topics.changes", "{subscription}", "Subscriptions that the gateway made active, failed or ended.");
        pending = meter.CreateObservableGauge("gateway.topics.pending", () => measured.Pending, "{event}", "Events that their subscribers were not sent yet.");
        meter.CreateObservableGauge("gateway.topics.failing", () => measured.Failing, "{subscription}", "Subscriptions whose endpoint does not take notifications now.");
        meter.CreateObservableGauge("gateway.topics.oldest", Oldest, "s", "How old the oldest of the pending events is.");
    }

    public void Sent(string topic, Due due, string? fault, int events)
    {
        notifications.Add(1, new("topic", topic), new("kind", KindOf(due)), new("result", fault ?? "sent"));
        if (fault is null && events > 0)
        {
            delivered.Add(events, new KeyValuePair<string, object?>("topic", topic));
        }
    }

    public void Became(TopicStatus status) => changes.Add(1, new KeyValuePair<string, object?>("status", status.ToString()));

    /// <summary>Counting what waits costs a query; it is worth it while somebody listens.</summary>
    public async ValueTask MeasureAsync(ImmutableArray<LiveSubscription> live, CancellationToken cancellationToken)
    {
        if (!pending.Enabled)
        {
            return;
        }

        DateTimeOffset? oldest = null;
        foreach (var subscription in live.Where(subscription => subscription.Pending > 0))
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var first = await NotificationQueries.Events(db, subscription.Id, subscription.Delivery.Delivered, subscription.Row.LastNumber, 1).FirstOrDefaultAsync(cancellationToken);
            oldest = first is not null && !(oldest <= first.At) ? first.At : oldest;
        }

        measured = (live.Sum(subscription => subscription.Pending), oldest, live.Count(subscription => subscription.Delivery.FailingSince is not null));
    }

    private double Oldest() => measured.Oldest is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;

    private static string KindOf(Due due) => due switch
    {
        Due.Handshake => "handshake",
        Due.Events => "event-notification",
        Due.Heartbeat => "heartbeat",
        Due.Nothing or Due.End or Due.Fail => "none",
    };
}
