using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Routing;

/// <summary>Who works on a kind of message, and when: policy data. A pool that the policy only names has no calendar and the members that the EHR knows.</summary>
/// <param name="Name">What patients read it is called, by language (<c>en</c>, <c>es</c>).</param>
internal sealed record Pool(ImmutableDictionary<string, string> Name)
{
    /// <summary>Its opening hours, by the name of a calendar; always open without one.</summary>
    public string? Calendar { get; init; }

    /// <summary>Practitioners, roles and care teams that belong to it, besides those that the EHR has in the pool itself.</summary>
    public ImmutableArray<ResourceKey> Members { get; init; } = [];

    /// <summary>The pool that gets its messages while it is closed; they wait for it to open without one.</summary>
    public ResourceKey? WhileClosed { get; init; }

    /// <summary>Who is told of its alarms by a Task of their own.</summary>
    public ResourceKey? Lead { get; init; }
}
