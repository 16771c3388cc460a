using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>A person who writes: every identity she has in the EHR, and the charts she is named in as a related person.</summary>
[ImmutableObject(true)]
internal sealed record PersonFacts(
    ImmutableArray<ResourceKey> Identities,
    PatientId? OwnChart,
    ImmutableArray<ProxiedChart> ProxiedCharts) : IOfCharts
{
    IEnumerable<PatientId> IOfCharts.Charts =>
        ProxiedCharts.Select(proxied => proxied.Chart.Id).Concat(Identities.Where(identity => identity.Type == "Patient").Select(identity => new PatientId(identity.Id)));
}
