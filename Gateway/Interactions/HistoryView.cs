using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Search;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>The versions that one reader may see, each judged by itself: what a resource was may be shown although what it is may not, and the reverse.</summary>
/// <param name="Reader">Who looks.</param>
/// <param name="Right">The right that is asked for.</param>
/// <param name="Types">Of these types.</param>
/// <param name="Id">Of this resource only; of all if null.</param>
internal sealed record HistoryView(Reader Reader, ScopeRights Right, ImmutableArray<string> Types, string? Id)
{
    /// <summary>One version more than the page holds, to tell whether there is a next page.</summary>
    public async ValueTask<List<StoredVersion>> ReadAsync(GatewayDb db, HistoryPage page, ScopeJudge scopes, CancellationToken cancellationToken)
    {
        ImmutableArray<(string Type, ReadRights Rights)> types =
            [.. Types.Select(type => (type, ReadPolicy.RightsOf(Reader, type, Right).WherePossible))];
        var seen = new List<StoredVersion>();
        for (var rest = page; ;)
        {
            var versions = await HistoryQueries.Page(db, types, Id, rest).ToListAsync(cancellationToken);
            seen.AddRange(Reader.Caller.HasNarrowedScopes ? versions.Where(version => MaySee(version, scopes)) : versions);

            // Earlier versions have no search entries: what a narrowed scope asks of them is read from their content, page after page.
            if (versions.Count <= rest.Count || seen.Count > page.Count || !Reader.Caller.HasNarrowedScopes)
            {
                return seen;
            }

            rest = rest.After(versions[^1]);
        }
    }

    private bool MaySee(StoredVersion version, ScopeJudge scopes) =>
        ReadPolicy.RightsOf(scopes.Before(Reader, version.ResourceType, version.Content), version.ResourceType, Right).Allow(version);
}
