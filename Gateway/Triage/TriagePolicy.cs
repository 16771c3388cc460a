namespace Gateway.Triage;

/// <summary>Turns what was read into an urgency and the intents, most likely first. Pure.</summary>
internal static class TriagePolicy
{
    /// <summary>Thanks open and close most messages; they are the point only when nothing else is.</summary>
    private const int SocialYieldsTo = 5;

    /// <summary>A weekday or the name of a drug alone asks for nothing; what asks for nothing is a question for the clinic.</summary>
    private const int WeakestCue = 4;

    public static Urgency Assess(TriageSignals signals)
    {
        var worst = Urgency.Routine;
        foreach (var flag in signals.RedFlags)
        {
            worst = flag.Urgency > worst ? flag.Urgency : worst;
        }

        return worst;
    }

    public static IReadOnlyList<Intent> Rank(TriageSignals signals)
    {
        var weights = new int[Enum.GetValues<Intent>().Length];
        foreach (var hit in signals.IntentHits)
        {
            // A phrase repeated does not make an intent more likely without end.
            weights[(int)hit.Intent] = Math.Min(weights[(int)hit.Intent] + hit.Weight, Ceiling(hit.Intent));
        }

        if (signals.RedFlags.Length > 0)
        {
            weights[(int)Intent.NewSymptom] += Ceiling(Intent.Refill);
        }

        // A question and a symptom go to the same people: together they speak for care.
        var (care, other) = weights[(int)Intent.NewSymptom] > weights[(int)Intent.Clinical]
            ? (Intent.NewSymptom, Intent.Clinical)
            : (Intent.Clinical, Intent.NewSymptom);
        weights[(int)care] += weights[(int)other];

        if (weights.Where((_, intent) => intent != (int)Intent.Social).Max() >= SocialYieldsTo)
        {
            weights[(int)Intent.Social] = Math.Min(weights[(int)Intent.Social], 1);
        }

        if (weights.Max() < WeakestCue)
        {
            weights[(int)care] += WeakestCue;
        }

        var ranked = Enum.GetValues<Intent>().Where(intent => weights[(int)intent] > 0)
            .OrderByDescending(intent => weights[(int)intent]).ThenBy(intent => intent).ToArray();
        return ranked is [] ? [Intent.Clinical] : ranked;
    }

    private static int Ceiling(Intent intent) => intent switch
    {
        Intent.Clinical => 12,
        Intent.NewSymptom => 14,
        Intent.TestResult => 15,
        Intent.Refill => 12,
        Intent.Scheduling => 12,
        Intent.BillingOrForms => 12,
        Intent.Social => 12,
        Intent.Technical => 12,
    };
}
