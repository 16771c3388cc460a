using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Versions, current and superseded, newest first; each row allowed before it is counted towards a page.</summary>
internal static class HistoryQueries
{
    /// <summary>One version more than the page holds, to tell whether there is a next page.</summary>
    public static IQueryable<StoredVersion> Page(GatewayDb db, ImmutableArray<(string Type, ReadRights Rights)> types, string? id, HistoryPage page) =>
        types
            .Select(type => Of(db, type.Type, type.Rights, id, page))
            .Aggregate(Queryable.Concat)
            .OrderByDescending(version => version.LastUpdated)
            .ThenByDescending(version => version.Sequence)
            .ThenByDescending(version => version.Version)
            .Take(page.Count + 1);

    private static IQueryable<StoredVersion> Of(GatewayDb db, string type, ReadRights rights, string? id, HistoryPage page)
    {
        var current = db.Resources.AsNoTracking().Where(version => version.ResourceType == type).Where(rights.Filter<StoredResource>());
        var superseded = db.History.AsNoTracking().Where(version => version.ResourceType == type).Where(rights.Filter<SupersededVersion>());
        if (id is not null)
        {
            current = current.Where(version => version.ResourceId == id);
            superseded = superseded.Where(version => version.ResourceId == id);
        }

        if (page.Since is { } since)
        {
            current = current.Where(version => version.LastUpdated >= since);
            superseded = superseded.Where(version => version.LastUpdated >= since);
        }

        if (page.Behind is { } last)
        {
            current = current.Where(version =>
                version.LastUpdated < last.LastUpdated
                || (version.LastUpdated == last.LastUpdated && version.Sequence < last.Sequence)
                || (version.LastUpdated == last.LastUpdated && version.Sequence == last.Sequence && version.Version < last.Version));
            superseded = superseded.Where(version =>
                version.LastUpdated < last.LastUpdated
                || (version.LastUpdated == last.LastUpdated && version.Sequence < last.Sequence)
                || (version.LastUpdated == last.LastUpdated && version.Sequence == last.Sequence && version.Version < last.Version));
        }

        // What is behind a page of one source cannot be on the page of both.
        return Newest(current.Select(StoredVersion.OfCurrent), page).Concat(Newest(superseded.Select(StoredVersion.OfSuperseded), page));
    }

    private static IQueryable<StoredVersion> Newest(IQueryable<StoredVersion> versions, HistoryPage page) => versions
        .OrderByDescending(version => version.LastUpdated)
        .ThenByDescending(version => version.Sequence)
        .ThenByDescending(version => version.Version)
        .Take(page.Count + 1);
}
