using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>A person who writes: every identity she has in the EHR, and the charts she is named in as a related person.</summary>
[ImmutableObject(true)]
internal sealed record PersonFacts(
    ImmutableArray<ResourceKey> Identities,
    PatientId? OwnChart,
    ImmutableArray<ProxiedChart> ProxiedCharts);
