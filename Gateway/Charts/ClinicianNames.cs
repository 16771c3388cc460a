using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>The ids under which one clinician can stand in a team.</summary>
[ImmutableObject(true)]
internal sealed record ClinicianNames(ImmutableArray<ResourceKey> Keys);
