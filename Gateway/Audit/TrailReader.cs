using System.Globalization;
using Gateway.Access;
using Gateway.References;
using Gateway.Search;
using Gateway.Search.Criteria;
using Gateway.Search.Queries;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Audit;

/// <summary>Finds entries of the audit trail for those who ask for AuditEvents or Provenances.</summary>
internal sealed class TrailReader(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>The entry that a resource is written from; null if there is none.</summary>
    public async Task<AuditEntry?> FindAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        if (!TrailCriteria.TryPlace(key.Id, out var sequence))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await TrailCriteria.Tellable(db.Audit.AsNoTracking(), key.Type).FirstOrDefaultAsync(entry => entry.Sequence == sequence, cancellationToken);
    }

    /// <summary>One page. The place in the trail is its order: recorded, newest first unless asked otherwise.</summary>
    public async Task<(SearchPage Page, IReadOnlyList<AuditEntry> Found)> SearchAsync(SearchRequest request, Reader reader, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var matches = TrailCriteria.Tellable(db.Audit.AsNoTracking(), request.Type).Where(TrailPolicy.Filter(reader, request.Type));
        foreach (var criterion in request.Criteria)
        {
            matches = matches.Where(TrailCriteria.Of(request.Type, criterion));
        }

        var page = new SearchPage { Self = request.Self, First = request.First, Issues = request.Warnings };
        if (request.CountsOnly)
        {
            return (page with { Total = await matches.LongCountAsync(cancellationToken) }, []);
        }

        var isDescending = request.Sort[0].IsDescending;
        var found = await Behind(matches, request.After, isDescending).Take(request.Count + 1).ToListAsync(cancellationToken);
        var isLast = found.Count <= request.Count;
        found = [.. found.Take(request.Count)];
        return (
            page with
            {
                Total = isLast && request.After is null ? found.Count : request.WantsTotal ? await matches.LongCountAsync(cancellationToken) : null,
                Next = isLast ? null : request.Next(MarkOf(found[^1], request.Sort.Length)),
            },
            found);
    }

    /// <summary>The entries that the Provenances of these resources are written from, as far as the reader may search for them.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ProvenanceOfAsync(IEnumerable<string> resources, Reader reader, CancellationToken cancellationToken)
    {
        string[] targets = [.. resources];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await TrailCriteria.Tellable(db.Audit.AsNoTracking(), TrailWriter.Provenance)
            .Where(TrailPolicy.Filter(reader, TrailWriter.Provenance))
            .Where(entry => targets.Contains(entry.Resource))
            .OrderByDescending(entry => entry.Sequence)
            .Take(IncludeReader.Most)
            .ToListAsync(cancellationToken);
    }

    private static IOrderedQueryable<AuditEntry> Behind(IQueryable<AuditEntry> matches, PageMark? after, bool isDescending)
    {
        if (after is { Sequence: var last })
        {
            matches = isDescending ? matches.Where(entry => entry.Sequence < last) : matches.Where(entry => entry.Sequence > last);
        }

        return isDescending ? matches.OrderByDescending(entry => entry.Sequence) : matches.OrderBy(entry => entry.Sequence);
    }

    // Every key that these types are sorted by is the time of recording.
    private static PageMark MarkOf(AuditEntry last, int keys) =>
        new([.. Enumerable.Repeat(last.At.UtcTicks.ToString(CultureInfo.InvariantCulture), keys)], last.Sequence);
}
