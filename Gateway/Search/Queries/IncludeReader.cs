using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Search.Queries;

/// <summary>Reads what matches point to and what points to them, round by round; only what the caller may see.</summary>
internal sealed class IncludeReader(RowQueries rows, SearchIndex index, ImmutableArray<IncludeRule> rules)
{
    public const int Most = 1000;
    private const int MostRounds = 10;

    private readonly Dictionary<long, StoredResource> included = [];

    /// <summary>The rows to answer beside the matches; more than <see cref="Most"/> when some had to be left out.</summary>
    public async Task<ImmutableArray<StoredResource>> ReadAsync(IReadOnlyCollection<StoredResource> matches, CancellationToken cancellationToken)
    {
        var known = matches.Select(match => match.Sequence).ToHashSet();
        var frontier = matches;
        for (var round = 0; round < MostRounds && frontier.Count > 0 && included.Count <= Most; round++)
        {
            var found = new List<StoredResource>();
            foreach (var rule in rules.Where(rule => rule.Iterates || round == 0))
            {
                var next = rule.IsReverse ? await SourcesAsync(rule, frontier, cancellationToken) : await TargetsAsync(rule, frontier, cancellationToken);
                found.AddRange(next.Where(row => known.Add(row.Sequence)));
            }

            found.ForEach(row => included.Add(row.Sequence, row));
            frontier = found;
        }

        return [.. included.Values];
    }

    // What a resource points to is in the resource; its entries are not found by it.
    private async Task<List<StoredResource>> TargetsAsync(IncludeRule rule, IReadOnlyCollection<StoredResource> from, CancellationToken cancellationToken)
    {
        var targets = from.Where(row => rule.SourceType is null || row.ResourceType == rule.SourceType)
            .SelectMany(row => TargetsOf(rule, row))
            .Distinct()
            .GroupBy(target => target.Type, target => target.Id);
        var found = new List<StoredResource>();
        foreach (var group in targets)
        {
            var ids = group.ToList();
            found.AddRange(await rows.Visible(group.Key).Where(row => ids.Contains(row.ResourceId)).Take(Most + 1).ToListAsync(cancellationToken));
        }

        return found;
    }

    private IEnumerable<(string Type, string Id)> TargetsOf(IncludeRule rule, StoredResource row)
    {
        if (FhirJson.ReadLenient<Resource>(row.Content) is not { } resource)
        {
            return [];
        }

        return rule.Parameters.Where(definition => definition.Type == row.ResourceType)
            .SelectMany(definition => index.TargetsOf(resource, definition))
            .Where(target => SearchParameters.Types.Contains(target.Type) && (rule.TargetType is null || target.Type == rule.TargetType))
            .Select(target => (target.Type, target.Id));
    }

    private async Task<List<StoredResource>> SourcesAsync(IncludeRule rule, IReadOnlyCollection<StoredResource> to, CancellationToken cancellationToken)
    {
        var found = new List<StoredResource>();
        foreach (var type in rule.Parameters.GroupBy(definition => definition.Type))
        {
            var targets = to.Where(row => rule.TargetType is null || row.ResourceType == rule.TargetType)
                .Where(row => type.Any(definition => definition.Targets.Contains(row.ResourceType)))
                .Select(row => $"{row.ResourceType}/{row.ResourceId}")
                .ToList();
            if (targets.Count == 0)
            {
                continue;
            }

            var parameters = type.Select(definition => definition.LiteralNumber).Distinct().ToList();
            found.AddRange(await rows.Db.References
                .Where(entry => parameters.Contains(entry.Parameter) && targets.Contains(entry.Target))
                .Join(rows.Visible(type.Key), entry => entry.Resource, row => row.Sequence, (entry, row) => row)
                .Take(Most + 1)
                .ToListAsync(cancellationToken));
        }

        return found;
    }
}
