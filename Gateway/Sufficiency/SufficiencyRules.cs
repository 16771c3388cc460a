using System.Collections.Immutable;
using Gateway.Triage;

namespace Gateway.Sufficiency;

/// <summary>What is asked of a sender whose message leaves something open: policy data.</summary>
/// <param name="Most">No more than so many things are asked at once.</param>
/// <param name="LongFromWords">From so many words on, a message without a question is asked for it first.</param>
/// <param name="Needs">What each intent needs, the most wanted first; nothing for an intent that is not listed.</param>
internal sealed record SufficiencyRules(int Most, int LongFromWords, ImmutableDictionary<Intent, ImmutableArray<Detail>> Needs)
{
    /// <summary>Nothing is asked for.</summary>
    public static SufficiencyRules None { get; } = new(0, int.MaxValue, ImmutableDictionary<Intent, ImmutableArray<Detail>>.Empty);
}
