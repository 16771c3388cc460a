using System.Collections.Immutable;
using Gateway.Limits;
using Gateway.References;

namespace Gateway.Search;

/// <summary>What of a search request is not in its parameters.</summary>
/// <param name="KnownBases">FHIR bases, ending in <c>/</c>, that are our own or the EHR's.</param>
/// <param name="Now">What approximate dates are near to.</param>
/// <param name="IsStrict">Prefer: handling=strict; what is not understood is refused instead of left out.</param>
/// <param name="Compartment">The patient in whose compartment to search; null for no compartment.</param>
internal sealed record SearchContext(ImmutableArray<string> KnownBases, DateTimeOffset Now, bool IsStrict = false, PatientId? Compartment = null)
{
    /// <summary>How much a search may ask for.</summary>
    public QueryLimits Limits { get; init; } = new();
}
