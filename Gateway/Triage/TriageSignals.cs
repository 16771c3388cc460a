using System.Collections.Immutable;
using Gateway.Triage.Weighing;

namespace Gateway.Triage;

/// <summary>What triage reads out of a message's text; everything <see cref="TriagePolicy"/> decides on.</summary>
internal sealed record TriageSignals(ImmutableArray<RedFlagHit> RedFlags, ImmutableArray<IntentHit> IntentHits)
{
    public static TriageSignals None { get; } = new([], []);

    /// <summary>What the message weighs as a whole; none where only the rules have read it.</summary>
    public Weighed? Weighed { get; init; }
}
