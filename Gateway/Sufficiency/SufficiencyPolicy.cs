using System.Collections.Immutable;
using Gateway.Triage;

namespace Gateway.Sufficiency;

/// <summary>Decides what to ask a sender for. Never more than a few things, and nothing that was said. Pure.</summary>
internal static class SufficiencyPolicy
{
    /// <param name="urgency">Nobody is asked for details in an emergency.</param>
    /// <param name="intents">What the message asks for, most likely first.</param>
    /// <param name="written">What its text gives.</param>
    /// <param name="rules">What is needed.</param>
    public static ImmutableArray<Detail> Missing(Urgency urgency, IReadOnlyList<Intent> intents, WrittenDetails written, SufficiencyRules rules) =>
        urgency == Urgency.Emergency
            ? []
            : [.. FirstOf(written, rules, Needed(intents, rules)).Where(detail => !written.Found.Contains(detail)).Take(rules.Most)];

    // Four paragraphs without a question leave a clinician nothing to answer, whatever else they tell.
    private static IEnumerable<Detail> FirstOf(WrittenDetails written, SufficiencyRules rules, ImmutableArray<Detail> needed) =>
        written.Words >= rules.LongFromWords ? needed.OrderByDescending(detail => detail == Detail.Question) : needed;

    // Whoever asks about a symptom is asked about the symptom.
    private static ImmutableArray<Detail> Needed(IReadOnlyList<Intent> intents, SufficiencyRules rules) => rules.Needs.GetValueOrDefault(
        intents[0] == Intent.Clinical && intents.Contains(Intent.NewSymptom) ? Intent.NewSymptom : intents[0], []);
}
