using System.Collections.Immutable;

namespace Gateway.Triage.Weighing;

/// <summary>
/// Decides between what the rules found and what the whole message weighs. A red flag stands whatever the weights say; a suspicion needs the message not
/// to speak against it, and of an emergency not to speak loudly against it; and a message can weigh so much that it is urgent with no flag at all. Pure.
/// </summary>
internal static class WeighingPolicy
{
    // Chosen by cross-validation over families (bench/results/triage.md).
    private const float EmergencyByWeight = -1.25f, EmergencySuspected = -4f, SameDayByWeight = 0.25f, SameDaySuspected = -0.5f;

    private const int MostReasons = 3;

    public static TriageSignals Weigh(TriageSignals rules, IReadOnlyList<Trait> traits, Weights weights)
    {
        // Signs and spaces weigh nothing: what asks for nothing is a question for the clinic.
        if (traits.All(trait => trait.Span.Length == 0))
        {
            return rules;
        }

        var weighed = weights.Weigh(traits);
        ImmutableArray<RedFlagHit> standing = [.. rules.RedFlags.Select(hit => Calmed(hit, weighed)).Where(hit => Stands(hit, weighed))];
        // Where everything is denied, or nothing is told but when, nothing is urgent by the sound of the words.
        var urgency = traits.Any(weights.Names.IsSaid) ? UrgencyOf(weighed) : Urgency.Routine;
        if (urgency > Urgency.Routine && standing.All(hit => hit.Urgency < urgency))
        {
            var question = urgency is Urgency.Emergency ? Question.IsEmergency : Question.IsMoreThanRoutine;
            standing = [.. standing, .. weights.ReasonsFor(question, traits).Take(MostReasons).Select(span => new RedFlagHit(RuleIdOf(urgency), urgency, span))];
        }

        return rules with { RedFlags = standing, Weighed = weighed };
    }

    /// <summary>What the weights alone would say.</summary>
    public static Urgency UrgencyOf(Weighed weighed) =>
        weighed[Question.IsEmergency] > EmergencyByWeight ? Urgency.Emergency
        : weighed[Question.IsMoreThanRoutine] > SameDayByWeight ? Urgency.SameDay
        : Urgency.Routine;

    // Whoever is alarmed in vain has lost a minute: only what was no more than suspected is taken back, and only where all the rest is calm.
    private static RedFlagHit Calmed(RedFlagHit hit, Weighed weighed) =>
        hit is { IsSuspicion: true, Urgency: Urgency.Emergency } && weighed[Question.IsEmergency] <= EmergencySuspected ? hit with { Urgency = Urgency.SameDay } : hit;

    private static bool Stands(RedFlagHit hit, Weighed weighed) =>
        !hit.IsSuspicion || hit.Urgency is Urgency.Emergency || weighed[Question.IsMoreThanRoutine] > SameDaySuspected;

    private static string RuleIdOf(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "weighed-emergency",
        Urgency.SameDay => "weighed-same-day",
        Urgency.Routine => "weighed-routine",
    };
}
