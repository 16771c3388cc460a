using System.Linq.Expressions;

namespace Gateway.Storage;

/// <summary>What couriers ask of the outbox, as expressions: each is compiled once by its reader, and by tests for every database.</summary>
internal static class OutboxQueries
{
    /// <summary>A chart's next entries (connection, chart, count) in the order in which they leave, each with its message.</summary>
    public static readonly Expression<Func<GatewayDb, string, string, int, IQueryable<PendingEntry>>> NextOfChart =
        (db, connection, chart, count) => db.Outbox
            .Where(entry => entry.Connection == connection && entry.Chart == chart && entry.State == OutboxState.Pending)
            .OrderBy(entry => entry.Sequence)
            .Take(count)
            .LeftJoin(
                db.Resources.Where(resource => resource.ResourceType == "Communication"),
                entry => entry.MessageId,
                resource => resource.ResourceId,
                (entry, resource) => new { entry, resource })
            .OrderBy(pair => pair.entry.Sequence)
            .Select(pair => new PendingEntry(
                pair.entry.Sequence,
                pair.entry.MessageId,
                pair.entry.Kind,
                pair.entry.Attempts,
                pair.entry.DueAt,
                pair.entry.Fault,
                pair.entry.EhrId,
                pair.entry.Revision,
                pair.resource == null ? null : pair.resource.Content,
                pair.resource == null ? null : pair.resource.LastUpdated,
                pair.entry.Corrections));

    /// <summary>
    /// A page (connection, after, count) of the charts that have something pending, with when their first entry is due: those
    /// behind a failed one wait with it. Grouped and paged along the index of pending rows, so that a page costs its own rows
    /// and not the whole backlog.
    /// </summary>
    public static readonly Expression<Func<GatewayDb, string, string, int, IQueryable<WaitingChart>>> WaitingCharts =
        (db, connection, after, count) => db.Outbox
            .Where(entry => entry.Connection == connection && entry.State == OutboxState.Pending)
            .Where(entry => string.Compare(entry.Chart, after) > 0)
            .GroupBy(entry => entry.Chart)
            .OrderBy(chart => chart.Key)
            .Take(count)
            .Select(chart => new { chart.Key, First = chart.Min(entry => entry.Sequence) })
            .Join(db.Outbox, chart => chart.First, entry => entry.Sequence, (chart, entry) => new { chart.Key, entry.DueAt })
            .OrderBy(chart => chart.Key)
            .Select(chart => new WaitingChart(chart.Key, chart.DueAt));
}
