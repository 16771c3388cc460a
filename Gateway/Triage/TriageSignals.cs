using System.Collections.Immutable;

namespace Gateway.Triage;

/// <summary>What triage reads out of a message's text; everything <see cref="TriagePolicy"/> decides on.</summary>
internal sealed record TriageSignals(ImmutableArray<RedFlagHit> RedFlags, ImmutableArray<IntentHit> IntentHits)
{
    public static TriageSignals None { get; } = new([], []);
}
