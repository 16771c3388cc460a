using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Routing;

/// <summary>Who gets a message, and why not who would have got it.</summary>
/// <param name="Pool">The pool whose work it is.</param>
/// <param name="Person">The person it goes to; the whole pool without one.</param>
/// <param name="Rules">The rules of coverage that applied; none where nobody was out.</param>
internal sealed record Destination(ResourceKey Pool, ResourceKey? Person, ImmutableArray<string> Rules)
{
    /// <summary>Who has it at first.</summary>
    public ResourceKey Owner => Person ?? Pool;
}
