using Gateway.Search.Indexing;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Review.Queue;

/// <summary>What is asked of the queue of open review Tasks; it lies in the store in the order in which it is worked on.</summary>
internal static class QueueQueries
{
    /// <summary>The next items behind a mark. Each pool's part of the index is in order; what is open is little.</summary>
    /// <param name="db">The store.</param>
    /// <param name="pool">The pool whose work it is; null for all.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="count">How many at most.</param>
    public static IQueryable<QueuedRow> Page(GatewayDb db, string? pool, QueueMark? after, int count) => Rows(db, Behind(Open(db, pool), after), count);

    /// <summary>The next open items behind a mark that wait since before an instant.</summary>
    public static IQueryable<QueuedRow> WaitingSince(GatewayDb db, DateTimeOffset before, QueueMark? after, int count) =>
        Rows(db, Behind(Open(db, null), after).Where(entry => entry.Occurred <= before), count);

    /// <summary>How many are open, and since when the oldest waits, by pool and rank.</summary>
    public static IQueryable<QueueDepth> Depths(GatewayDb db) => Open(db, null)
        .GroupBy(entry => new { entry.System, entry.Code })
        .Select(group => new QueueDepth(group.Key.System, group.Key.Code, group.Count(), group.Min(entry => entry.Occurred)));

    public static IQueryable<TokenEntry> Open(GatewayDb db, string? pool)
    {
        var parameter = ReviewEntries.Open;
        var open = db.Tokens.AsNoTracking().Where(entry => entry.Parameter == parameter);
        return pool is null ? open : open.Where(entry => entry.System == pool);
    }

    private static IQueryable<TokenEntry> Behind(IQueryable<TokenEntry> entries, QueueMark? after) =>
        after is { Rank: var rank, Since: var since, Sequence: var sequence }
            ? entries.Where(entry => string.Compare(entry.Code, rank) > 0
                || (entry.Code == rank && (entry.Occurred > since || (entry.Occurred == since && entry.Resource > sequence))))
            : entries;

    private static IQueryable<QueuedRow> Rows(GatewayDb db, IQueryable<TokenEntry> entries, int count) => entries
        .OrderBy(entry => entry.Code).ThenBy(entry => entry.Occurred).ThenBy(entry => entry.Resource)
        .Take(count)
        .Join(
            db.Resources.AsNoTracking().Where(row => row.Quarantined && !row.IsDeleted),
            entry => entry.Resource,
            row => row.Sequence,
            (entry, row) => new { entry, row })
        .OrderBy(pair => pair.entry.Code).ThenBy(pair => pair.entry.Occurred).ThenBy(pair => pair.entry.Resource)
        .Select(pair => new QueuedRow(pair.entry.Code, pair.entry.Occurred, pair.entry.System, pair.row));
}
