using System.Collections.Immutable;
using Gateway.Search.Criteria;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Search.Queries;

/// <summary>Finds out what some conditions mean before the search: the systems of a bare code, the messages of a thread.</summary>
internal sealed class CriteriaResolver(RowQueries rows)
{
    /// <summary>More systems than this share a code nowhere but in mischief.</summary>
    private const int MostSystems = 8;

    public const int LongestThread = 1000;
    private const int DeepestThread = 100;

    public async Task<ImmutableArray<Criterion>> ResolveAsync(ImmutableArray<Criterion> criteria, CancellationToken cancellationToken)
    {
        var resolved = ImmutableArray.CreateBuilder<Criterion>(criteria.Length);
        foreach (var criterion in criteria)
        {
            resolved.Add(await ResolveAsync(criterion, cancellationToken));
        }

        return resolved.MoveToImmutable();
    }

    private async Task<Criterion> ResolveAsync(Criterion criterion, CancellationToken cancellationToken) => criterion switch
    {
        Criterion.ByToken { IsComplete: false } token => await WithSystemsAsync(token, cancellationToken),
        Criterion.Below below => new Criterion.Among(await ThreadAsync(below, cancellationToken)),
        Criterion.Chained chain => chain with { Inner = await ResolveAsync(chain.Inner, cancellationToken) },
        Criterion.PointedTo pointed => pointed with { Inner = await ResolveAsync(pointed.Inner, cancellationToken) },
        Criterion.AnyOf any => new Criterion.AnyOf(await ResolveAsync(any.Alternatives, cancellationToken)),
        _ => criterion,
    };

    // A code without its system is no prefix of the key, but a code with it is; and few systems share a code.
    private async Task<Criterion> WithSystemsAsync(Criterion.ByToken criterion, CancellationToken cancellationToken)
    {
        var complete = ImmutableArray.CreateBuilder<TokenValue>();
        foreach (var value in criterion.Values)
        {
            if (value is not { Code: { } code, System: null })
            {
                complete.Add(value);
            }
            else if (await SystemsAsync(criterion.Parameter, code, cancellationToken) is { } systems)
            {
                complete.AddRange(systems.Select(system => new TokenValue(system, code)));
            }
            else
            {
                return criterion;
            }
        }

        return complete.Count == 0 && !criterion.IsNegated ? new Criterion.Never() : criterion with { Values = complete.ToImmutable() };
    }

    private async Task<List<string>?> SystemsAsync(int parameter, string code, CancellationToken cancellationToken)
    {
        var systems = new List<string>();
        var found = await FirstSystemAsync(rows.Db.Tokens.Where(entry => entry.Parameter == parameter && entry.Code == code), cancellationToken);
        while (found is not null)
        {
            systems.Add(found);
            if (systems.Count > MostSystems)
            {
                return null;
            }

            var last = found;
            found = await FirstSystemAsync(
                rows.Db.Tokens.Where(entry => entry.Parameter == parameter && entry.Code == code && string.Compare(entry.System, last) > 0),
                cancellationToken);
        }

        return systems;
    }

    private static Task<string?> FirstSystemAsync(IQueryable<TokenEntry> entries, CancellationToken cancellationToken) =>
        entries.OrderBy(entry => entry.System).Select(entry => (string?)entry.System).FirstOrDefaultAsync(cancellationToken);

    private async Task<ImmutableArray<long>> ThreadAsync(Criterion.Below below, CancellationToken cancellationToken)
    {
        var (type, parameter) = (below.Parameter.Type, below.Parameter.LiteralNumber);
        var found = new HashSet<long>();
        var targets = below.Values;
        for (var depth = 0; depth < DeepestThread && targets.Length > 0 && found.Count < LongestThread; depth++)
        {
            var level = targets;
            var answers = await rows.Db.References.Where(entry => entry.Parameter == parameter && level.Contains(entry.Target))
                .Join(rows.Visible(type), entry => entry.Resource, row => row.Sequence, (entry, row) => new { row.Sequence, row.ResourceId })
                .Take(LongestThread)
                .ToListAsync(cancellationToken);
            targets = [.. answers.Where(answer => found.Add(answer.Sequence)).Select(answer => $"{type}/{answer.ResourceId}")];
        }

        return [.. found.Take(LongestThread)];
    }
}
