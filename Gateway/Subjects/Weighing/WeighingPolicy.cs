namespace Gateway.Subjects.Weighing;

/// <summary>Joins the two readings of a message, what the rules say and what the trees weigh. Pure.</summary>
/// <remarks>
/// The rules are overturned only where the trees speak clearly against them (ADR 0024). What one of the two alone holds is a weak verdict.
/// </remarks>
internal static class WeighingPolicy
{
    /// <summary>
    /// A message that the rules would stop passes below the first, or below the second if a chart of the family is among those meant; one that they would
    /// pass is stopped above the last. Chosen by cross-validation.
    /// </summary>
    private const double ClearlyNot = -10;
    private const double NotAtAll = -12;
    private const double ClearlySo = -1;

    public static NarrativeVerdict Decide(NarrativeVerdict rules, IReadOnlyList<Candidate> candidates, Cast cast, MessageCues cues)
    {
        // Who types for the patient speaks of her as of somebody else: what the trees would take for another person is she.
        if (!rules.Stops && (cues.Has(Cue.HiddenProxy) || cast.WriterIsAnother))
        {
            return rules;
        }

        var (foremost, score) = candidates.Select(candidate => (candidate, Forest.Shipped.ScoreOf(candidate))).MaxBy(weighed => weighed.Item2);
        return (rules.Stops, Stops(rules, score)) switch
        {
            // What the rules cannot name, the trees may.
            (true, true) when rules is NarrativeVerdict.Undecided && score > ClearlySo => About(foremost.Who, cast) with { Strength = VerdictStrength.Weak },
            (true, true) => rules with { Strength = score > ClearlySo ? rules.Strength : VerdictStrength.Weak },
            (true, false) => new NarrativeVerdict.AboutSubject(cast.Subject.Because()) { Strength = VerdictStrength.Weak },
            // A relative who died is told of because of what it means for the living.
            (false, true) when foremost.Who is { Dead: true } && cast.Subject.Weight > 0 && !cues.Has(Cue.OnBehalf) => rules,
            (false, true) => About(foremost.Who, cast) with { Strength = VerdictStrength.Weak },
            (false, false) => rules,
        };
    }

    /// <summary>Whether a message is kept from the patient's chart.</summary>
    /// <param name="rules">What the rules say.</param>
    /// <param name="score">What the trees give the foremost candidate.</param>
    public static bool Stops(NarrativeVerdict rules, double score) => rules switch
    {
        // A chart of the family that fits is never passed over.
        NarrativeVerdict.AboutSomeoneElse { SuggestedCharts.IsEmpty: false } => true,
        // Beside something of the patient's own it is passed over only where next to nothing speaks for it.
        NarrativeVerdict.AboutSeveral { SuggestedCharts.IsEmpty: false } => score > NotAtAll,
        _ => score > (rules.Stops ? ClearlyNot : ClearlySo),
    };

    private static NarrativeVerdict About(Person? person, Cast cast) => person switch
    {
        null => new NarrativeVerdict.Undecided([]),
        { Role: PersonRole.Writer } => new NarrativeVerdict.AboutSomeoneElse(person.Relationship, [], person.Because()),
        { Relationship: "unknown", Named: null } => new NarrativeVerdict.Undecided(person.Because()),
        { Plural: true } => new NarrativeVerdict.AboutSeveral([person.Relationship], [.. cast.ChartsOf(person)], person.Because()),
        _ => new NarrativeVerdict.AboutSomeoneElse(person.RelationshipToSender, [.. cast.ChartsOf(person)], person.Because()),
    };
}
