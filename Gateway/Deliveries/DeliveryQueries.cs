using Gateway.Delivery;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Deliveries;

/// <summary>What is asked about deliveries, along the indexes of what is pending.</summary>
internal static class DeliveryQueries
{
    private const string Communication = "Communication";

    /// <summary>All that is on its way.</summary>
    /// <remarks>The message's first version tells when it was accepted, whatever has been changed about it since.</remarks>
    public static IQueryable<PendingDelivery> Pending(GatewayDb db) => db.Outbox.AsNoTracking()
        .Where(entry => entry.State == OutboxState.Pending)
        .Select(entry => new PendingDelivery
        {
            Entry = entry,
            First = db.Outbox
                .Where(other => other.Connection == entry.Connection && other.Chart == entry.Chart && other.State == OutboxState.Pending)
                .Min(other => other.Sequence),
            Since = db.History
                .Where(version => version.ResourceType == Communication && version.ResourceId == entry.MessageId && version.Version == 1 && entry.Kind == OutboxKind.File)
                .Select(version => (DateTimeOffset?)version.LastUpdated)
                .FirstOrDefault() ?? db.Resources
                .Where(message => message.ResourceType == Communication && message.ResourceId == entry.MessageId)
                .Select(message => (DateTimeOffset?)message.LastUpdated)
                .FirstOrDefault(),
        });

    /// <summary>How many stand where, by connection and fault; with the oldest of each.</summary>
    public static IQueryable<DeliveryCount> Counts(GatewayDb db, DateTimeOffset now)
    {
        var pending = db.Outbox.AsNoTracking().Where(entry => entry.State == OutboxState.Pending);
        var charts = pending.GroupBy(entry => new { entry.Connection, entry.Chart })
            .Select(chart => new { chart.Key.Connection, chart.Key.Chart, First = chart.Min(entry => entry.Sequence) });
        var counted = pending
            .Join(
                charts,
                entry => new { entry.Connection, entry.Chart },
                chart => new { chart.Connection, chart.Chart },
                (entry, chart) => new
                {
                    entry.Connection,
                    entry.Fault,
                    entry.Sequence,
                    entry.Attempts,
                    IsFirst = chart.First == entry.Sequence,
                    IsInHand = entry.Fault == Claim.InHand && entry.DueAt > now,
                })
            .GroupBy(one => new { one.Connection, one.Fault })
            .Select(alike => new
            {
                alike.Key.Connection,
                alike.Key.Fault,
                InHand = alike.Count(one => one.IsInHand),
                Behind = alike.Count(one => !one.IsInHand && !one.IsFirst),
                Retrying = alike.Count(one => !one.IsInHand && one.IsFirst && one.Attempts > 0),
                Waiting = alike.Count(one => !one.IsInHand && one.IsFirst && one.Attempts == 0),
                Oldest = alike.Min(one => one.Sequence),
            });
        return counted
            .Join(Pending(db), alike => alike.Oldest, one => one.Entry.Sequence, (alike, oldest) => new DeliveryCount(
                alike.Connection, alike.Fault, alike.Waiting, alike.InHand, alike.Retrying, alike.Behind, oldest));
    }
}
