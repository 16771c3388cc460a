using Gateway.Subjects;
using Gateway.Triage;

namespace Gateway.Tests.Corpus;

/// <summary>What the rules make of a message, beside what its label says.</summary>
internal sealed record Reading(LabelledMessage Message, NarrativeVerdict Verdict, Urgency Urgency, Intent Intent)
{
    public static Reading Of(LabelledMessage message)
    {
        var signals = TriageReader.Read(message.Text);
        return new Reading(
            message,
            NarrativeReader.Assess(message.Text, CorpusFiles.Households[message.Family].FactsFor(message.Chart)),
            TriagePolicy.Assess(signals),
            TriagePolicy.Rank(signals)[0]);
    }

    /// <summary>The rules do not let it pass into the chart unasked.</summary>
    public bool IsStopped => Verdict.Stops;

    public bool IsRelationshipRight => Verdict is NarrativeVerdict.AboutSomeoneElse other && Fold(other.Relationship) == Fold(Message.Relationship!);

    /// <summary>The rules know a stepson as a son; the labels may tell them apart.</summary>
    private static string Fold(string relationship) => SubjectLexicon.English.RelationshipOf(relationship.Replace("friends_child", "friends child", StringComparison.Ordinal));

    /// <summary>The one chart it belongs to is the one that is suggested; null where no chart of the family is meant.</summary>
    public bool? IsChartRight => Message is { Relationship: not null, About: [var chart] } && CorpusFiles.Households[Message.Family].Find(chart) is { Proxy: true }
        ? Verdict is NarrativeVerdict.AboutSomeoneElse { SuggestedCharts: [var suggested] } && suggested.Value == chart
        : null;

    public bool IsEmergency => Message.Urgency == "emergency-now";

    public bool SaysEmergency => Urgency is Urgency.Emergency;

    public bool IsUrgencyRight => Message.Urgency == Urgency switch
    {
        Urgency.Emergency => "emergency-now",
        Urgency.SameDay => "same-day",
        Urgency.Routine => "routine",
    };

    public bool IsIntentRight => Message.Intent.Contains(IntentLabel);

    public string IntentLabel => Intent switch
    {
        Intent.Clinical or Intent.NewSymptom => "clinical",
        Intent.TestResult => "test_result",
        Intent.Refill => "refill",
        Intent.Scheduling => "appointment",
        Intent.BillingOrForms => "billing_admin",
        Intent.Social => "social",
        Intent.Technical => "technical",
    };
}
