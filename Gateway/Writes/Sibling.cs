using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Writes;

/// <summary>
/// A resource as the same transaction leaves it. The store does not know it yet, or knows it as it will not be any more:
/// who asks what a resource refers to asks here first.
/// </summary>
/// <param name="Chart">The chart it is in; none for what is nobody's.</param>
/// <param name="IsHidden">Held or deleted: nothing may refer to it.</param>
internal sealed record Sibling(string? Chart, bool IsHidden)
{
    /// <summary>What a write that stands alone has beside it.</summary>
    public static readonly IReadOnlyDictionary<ResourceKey, Sibling> None = ImmutableDictionary<ResourceKey, Sibling>.Empty;

    /// <summary>The resource; none if it is deleted.</summary>
    public Resource? Resource { get; init; }
}
