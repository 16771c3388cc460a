using Gateway.Search.Indexing;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Inbox;

/// <summary>What is asked of the inboxes; each lies in the store in the order in which it is worked on, so that a page costs its own rows.</summary>
internal static class InboxQueries
{
    /// <summary>The next items of a pool behind a mark: the most urgent first, of these what is promised first.</summary>
    public static IQueryable<InboxRow> Page(GatewayDb db, string pool, InboxMark? after, int count) => Behind(Open(db, pool), after)
        .OrderBy(entry => entry.Code).ThenBy(entry => entry.System).ThenBy(entry => entry.Occurred).ThenBy(entry => entry.Resource)
        .Take(count)
        .Join(
            db.Resources.AsNoTracking().Where(row => !row.Quarantined && !row.IsDeleted),
            entry => entry.Resource,
            row => row.Sequence,
            (entry, row) => new { entry, row })
        .OrderBy(pair => pair.entry.Code).ThenBy(pair => pair.entry.System).ThenBy(pair => pair.entry.Occurred).ThenBy(pair => pair.entry.Resource)
        .Select(pair => new InboxRow(pair.entry.Code, pair.entry.Occurred, pair.row));

    /// <summary>The next items that somebody has, or was given, in these pools. Nobody has many, so that they may be sorted.</summary>
    public static IQueryable<InboxRow> PageOf(GatewayDb db, IReadOnlyCollection<string> owners, IReadOnlyCollection<string> pools, InboxMark? after, int count) =>
        Behind(OpenOf(db, owners, pools), after)
        .OrderBy(entry => entry.Code).ThenBy(entry => entry.Occurred).ThenBy(entry => entry.Resource)
        .Take(count)
        .Join(
            db.Resources.AsNoTracking().Where(row => !row.Quarantined && !row.IsDeleted),
            entry => entry.Resource,
            row => row.Sequence,
            (entry, row) => new { entry, row })
        .OrderBy(pair => pair.entry.Code).ThenBy(pair => pair.entry.Occurred).ThenBy(pair => pair.entry.Resource)
        .Select(pair => new InboxRow(pair.entry.Code, pair.entry.Occurred, pair.row));

    /// <summary>The open items that somebody has, or was given, in these pools.</summary>
    public static IQueryable<TokenEntry> OpenOf(GatewayDb db, IReadOnlyCollection<string> owners, IReadOnlyCollection<string> pools)
    {
        var parameters = owners.Select(WorkEntries.InboxOf).ToArray();
        return db.Tokens.AsNoTracking().Where(entry => parameters.Contains(entry.Parameter) && pools.Contains(entry.System));
    }

    /// <summary>These messages, as they stand.</summary>
    public static IQueryable<StoredResource> Messages(GatewayDb db, IReadOnlyCollection<string> ids) =>
        db.Resources.AsNoTracking().Where(row => row.ResourceType == "Communication" && ids.Contains(row.ResourceId) && !row.Quarantined && !row.IsDeleted);

    /// <summary>The open items of a pool.</summary>
    public static IQueryable<TokenEntry> Open(GatewayDb db, string pool)
    {
        var parameter = WorkEntries.InboxOf(pool);
        return db.Tokens.AsNoTracking().Where(entry => entry.Parameter == parameter && entry.System == pool);
    }

    /// <summary>The first Tasks of all pools whose next alarm is due, behind the one that was looked at last.</summary>
    public static IQueryable<AlarmRow> Due(GatewayDb db, DateTimeOffset now, (string Due, long Sequence)? after, int count)
    {
        var (parameter, until) = (WorkEntries.Alarm, WorkEntries.DueUntil(now));
        var due = db.Tokens.AsNoTracking().Where(entry => entry.Parameter == parameter && string.Compare(entry.Code, until) < 0);
        if (after is { Due: var last, Sequence: var sequence })
        {
            due = due.Where(entry => string.Compare(entry.Code, last) > 0 || (entry.Code == last && entry.Resource > sequence));
        }

        return due
            .OrderBy(entry => entry.Code).ThenBy(entry => entry.Resource)
            .Take(count)
            .Join(
                db.Resources.AsNoTracking().Where(row => !row.Quarantined && !row.IsDeleted),
                entry => entry.Resource,
                row => row.Sequence,
                (entry, row) => new { entry, row })
            .OrderBy(pair => pair.entry.Code).ThenBy(pair => pair.entry.Resource)
            .Select(pair => new AlarmRow(pair.entry.Code, pair.entry.System, pair.row));
    }

    private static IQueryable<TokenEntry> Behind(IQueryable<TokenEntry> entries, InboxMark? after) =>
        after is { Place: var place, Since: var since, Sequence: var sequence }
            ? entries.Where(entry => string.Compare(entry.Code, place) > 0
                || (entry.Code == place && (entry.Occurred > since || (entry.Occurred == since && entry.Resource > sequence))))
            : entries;
}
