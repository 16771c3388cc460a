using Gateway.Tests.Corpus;
using Gateway.Triage;
using Gateway.Triage.Weighing;

namespace Fit.Triage;

/// <summary>A message of the corpus, what the rules find in it, and its traits.</summary>
internal sealed record TriageExample(LabelledMessage Message, TriageSignals Rules, IReadOnlyList<Trait> Traits)
{
    private static readonly string[] Intents = ["clinical", "test_result", "refill", "appointment", "billing_admin", "social", "technical"];

    /// <summary>Files whose messages are as people ordinarily write; the others are written to be hard.</summary>
    private static readonly string[] Ordinary = ["everyday", "public"];

    public bool IsOrdinary => IsOrdinaryMessage(Message);

    public static TriageExample Of(LabelledMessage message, TraitNames names)
    {
        var (rules, traits) = TriageReader.ReadTraits(message.Text, names);
        return new TriageExample(message, rules, traits);
    }

    /// <summary>What its label answers; none where both yes and no are right.</summary>
    public bool? Answer(Question question) => question switch
    {
        Question.IsEmergency => Message.Urgency == "emergency-now",
        Question.IsMoreThanRoutine => Message.Urgency != "routine",
        _ when Message.Intent[0] == LabelOf(question) => true,
        _ when Message.Intent.Contains(LabelOf(question)) => null,
        _ => false,
    };

    public static bool IsOrdinaryMessage(LabelledMessage message) => message.Phenomena.Any(Ordinary.Contains);

    public static string LabelOf(Intent intent) => intent switch
    {
        Intent.Clinical or Intent.NewSymptom => "clinical",
        Intent.TestResult => "test_result",
        Intent.Refill => "refill",
        Intent.Scheduling => "appointment",
        Intent.BillingOrForms => "billing_admin",
        Intent.Social => "social",
        Intent.Technical => "technical",
    };

    private static string LabelOf(Question question) => Intents[question - Question.AsksForCare];
}
