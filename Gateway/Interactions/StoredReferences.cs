using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>
/// Keeps a resource of one chart from pointing into another: what it refers to in this store must be there and be of the
/// same chart, and a patient it names other than as a person who acts must be its own.
/// </summary>
internal sealed class StoredReferences(IDbContextFactory<GatewayDb> databases, KnownServers servers)
{
    /// <summary>Elements that name who does something: a mother may request what is about her son.</summary>
    private static readonly HashSet<string> People =
    [
        "agent", "author", "onBehalfOf", "organization", "owner", "performer", "recipient", "reference", "requester", "sender", "source",
        "verifiedWith", "who",
    ];

    /// <summary>Everything in it that points where it must not.</summary>
    /// <param name="resource">What is to be stored.</param>
    /// <param name="chart">The chart it is in; none for what is nobody's.</param>
    /// <param name="beside">What the same transaction stores and deletes.</param>
    /// <param name="mayKnow">Whether the caller may be told that something is in another chart; to others it is not there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ImmutableArray<Issue>> ObjectionsAsync(
        Resource resource, PatientId? chart, IReadOnlyDictionary<ResourceKey, Sibling> beside, bool mayKnow, CancellationToken cancellationToken)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        foreach (var (element, expression, reference) in ElementTree.ReferencesIn(resource))
        {
            if (ReferenceTarget.Of(reference, servers.Bases) is not ReferenceTarget.Literal { Key: var key })
            {
                continue;
            }

            if (key.Type == "Patient")
            {
                if (chart is not null && key != chart.Value.Key && !People.Contains(element))
                {
                    issues.Add(OtherChart(expression));
                }
            }
            else if (ServedTypes.Find(key.Type) is { ChartElement: not null } && await FaultOfAsync(key, chart, beside, cancellationToken) is { } fault)
            {
                issues.Add(mayKnow ? fault(expression) : NotThere(expression));
            }
        }

        return issues.DrainToImmutable();
    }

    private async ValueTask<Func<string, Issue>?> FaultOfAsync(
        ResourceKey key, PatientId? chart, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        if (beside.TryGetValue(key, out var sibling))
        {
            return sibling switch
            {
                { IsHidden: true } => NotThere,
                _ when sibling.Chart == chart?.Value => null,
                _ => OtherChart,
            };
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var target = await ResourceQueries.Current(db, key)
            .Select(stored => new { stored.Chart, Hidden = stored.IsDeleted || stored.Quarantined })
            .FirstOrDefaultAsync(cancellationToken);
        return target switch
        {
            // A message may also be the EHR's own.
            null when key.Type == "Communication" => null,
            null or { Hidden: true } => NotThere,
            _ when target.Chart == chart?.Value => null,
            _ => OtherChart,
        };
    }

    private static Issue NotThere(string expression) =>
        new(OperationOutcome.IssueType.NotFound, "There is no such resource here that this may refer to.", expression);

    private static Issue OtherChart(string expression) =>
        new(OperationOutcome.IssueType.BusinessRule, "This refers to another patient's chart: a resource stays within the chart it is about.", expression);
}
