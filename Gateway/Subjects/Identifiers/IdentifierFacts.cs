using System.Collections.Immutable;
using Gateway.Charts;

namespace Gateway.Subjects.Identifiers;

/// <summary>The identifiers written in a message, and whose the numbers turned out to be that are nobody's on hand.</summary>
internal sealed record IdentifierFacts(ImmutableArray<WrittenIdentifier> Written)
{
    public static IdentifierFacts None { get; } = new([]);

    /// <summary>By number, what the EHR answered; found means some patient has it, and is told to nobody.</summary>
    public ImmutableDictionary<string, Lookup<ChartFacts>> LookedUp { get; init; } = ImmutableDictionary<string, Lookup<ChartFacts>>.Empty;
}
