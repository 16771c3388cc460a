using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Charts;
using Gateway.Policies.Versions;

namespace Gateway.Recipients;

/// <summary>The story of a question for one's own charts: who is it, and where may she write?</summary>
internal sealed class MyChartsLookup(ChartDirectory directory, PolicyInForce policies, TimeProvider clock)
{
    /// <summary>The charts, her own first; null while the EHR cannot say.</summary>
    public async ValueTask<ImmutableArray<MyChart>?> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        switch (await directory.FindPersonAsync(caller.Person!.Value, cancellationToken))
        {
            case Lookup<PersonFacts>.Unavailable:
                return null;
            case Lookup<PersonFacts>.Found { Facts: var person }:
                var own = person.OwnChart is { } id ? await directory.FindChartAsync(id, cancellationToken) : new Lookup<ChartFacts>.NotFound();
                var launch = caller.Chart is { } asked ? await directory.FindChartAsync(asked, cancellationToken) : new Lookup<ChartFacts>.NotFound();
                if (own is Lookup<ChartFacts>.Unavailable || launch is Lookup<ChartFacts>.Unavailable)
                {
                    return null;
                }

                var rules = (await policies.CurrentAsync(cancellationToken)).Organisation.Proxies;
                var there = caller with { Chart = launch is Lookup<ChartFacts>.Found { Facts.Id: var survivor } ? survivor : caller.Chart };
                return MyChartsPolicy.Of(
                    there, person, (own as Lookup<ChartFacts>.Found)?.Facts, rules, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
            default:
                return [];
        }
    }
}
