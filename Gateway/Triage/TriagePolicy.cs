using Gateway.Triage.Weighing;

namespace Gateway.Triage;

/// <summary>Turns what was read into an urgency and the intents, most likely first. Pure.</summary>
internal static class TriagePolicy
{
    /// <summary>Thanks open and close most messages; they are the point only when nothing else is.</summary>
    private const int SocialYieldsTo = 5;

    /// <summary>A weekday or the name of a drug alone asks for nothing; what asks for nothing is a question for the clinic.</summary>
    private const int WeakestCue = 4;

    /// <summary>A further intent is told of when it is this likely, or when its words are clear and it is not unlikely.</summary>
    private const double Likely = 0.3, NotUnlikely = 0.04;

    private const int ClearWords = 6;

    public static Urgency Assess(TriageSignals signals)
    {
        var worst = Urgency.Routine;
        foreach (var flag in signals.RedFlags)
        {
            worst = flag.Urgency > worst ? flag.Urgency : worst;
        }

        return worst;
    }

    /// <summary>What the message asks for, most likely first: by weight where it was weighed, by the rules' phrases where not.</summary>
    public static IReadOnlyList<Intent> Rank(TriageSignals signals)
    {
        var phrases = PhrasesFor(signals);
        return signals.Weighed is { } weighed ? RankByWeight(weighed, phrases, signals.RedFlags.Length > 0) : RankByPhrases(phrases);
    }

    /// <summary>How likely it is that a message asks for that, between 0 and 1; null where nothing was weighed.</summary>
    public static double? ConfidenceIn(Intent intent, TriageSignals signals) => signals.Weighed?.ConfidenceIn(
        Enum.GetValues<Question>().First(question => IntentOf(question, Intent.Clinical) == (intent is Intent.NewSymptom ? Intent.Clinical : intent)));

    private static Intent[] RankByWeight(Weighed weighed, int[] phrases, bool isUrgent)
    {
        var care = CareOf(phrases);
        // Whoever takes an errand must not be left with a symptom that came along, however unlikely it is the point.
        var needsCare = isUrgent || phrases[(int)Intent.NewSymptom] >= WeakestCue;
        return [.. Enum.GetValues<Question>().Select(question => (Intent: IntentOf(question, care), Confidence: weighed.ConfidenceIn(question)))
            .Where(asked => asked.Intent is not null)
            .OrderByDescending(asked => asked.Confidence)
            .Where((asked, place) => place == 0 || asked.Confidence > Likely || (needsCare && asked.Intent == care)
                || (asked.Confidence > NotUnlikely && phrases[(int)asked.Intent!] >= ClearWords))
            .SelectMany(asked => asked.Intent == care ? CareKinds(care, phrases) : [asked.Intent!.Value])];
    }

    /// <summary>A question about a symptom is both, and a symptom decides the pool and what is asked for.</summary>
    private static Intent[] CareKinds(Intent care, int[] phrases)
    {
        var other = care is Intent.Clinical ? Intent.NewSymptom : Intent.Clinical;
        return phrases[(int)other] > 0 ? [care, other] : [care];
    }

    private static Intent? IntentOf(Question question, Intent care) => question switch
    {
        Question.IsEmergency or Question.IsMoreThanRoutine => null,
        Question.AsksForCare => care,
        Question.AsksAboutResult => Intent.TestResult,
        Question.AsksForRefill => Intent.Refill,
        Question.AsksForAppointment => Intent.Scheduling,
        Question.AsksForPaper => Intent.BillingOrForms,
        Question.IsSocial => Intent.Social,
        Question.IsTechnical => Intent.Technical,
    };

    /// <summary>A question and a symptom go to the same people; which of the two it is, the phrases say.</summary>
    private static Intent CareOf(int[] phrases) =>
        phrases[(int)Intent.NewSymptom] > phrases[(int)Intent.Clinical] ? Intent.NewSymptom : Intent.Clinical;

    private static int[] PhrasesFor(TriageSignals signals)
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

        return weights;
    }

    private static Intent[] RankByPhrases(int[] weights)
    {
        // Together they speak for care.
        var care = CareOf(weights);
        weights[(int)care] += weights[(int)(care is Intent.Clinical ? Intent.NewSymptom : Intent.Clinical)];

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
