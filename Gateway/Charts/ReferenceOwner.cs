using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>Whose chart a referenced resource belongs to: none for what is no patient's, several for what is shared.</summary>
[ImmutableObject(true)]
internal sealed record ReferenceOwner(ImmutableArray<PatientId> Charts) : IOfCharts
{
    IEnumerable<PatientId> IOfCharts.Charts => Charts;
}
