using System.Collections.Immutable;
using System.Diagnostics;
using Fhir.Profiles;
using Gateway.Engagement;
using Gateway.Guidance;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Sufficiency;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>Tells what would become of a message: the decision of the intake, with nothing stored.</summary>
internal sealed class MessageCheck(IntakeFactsReader factsReader)
{
    private static readonly Issue WouldBeTaken = new(OperationOutcome.IssueType.Informational, "This message would be taken into the chart.")
    {
        Severity = OperationOutcome.IssueSeverity.Information,
    };

    /// <summary>The verdicts on a message, as the parameters of the operation's answer.</summary>
    public async ValueTask<Parameters> CheckAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var facts = await factsReader.ReadAsync(message, cancellationToken);
        var decision = IntakePolicy.Decide(facts);
        var answer = new Parameters();
        answer.Parameter.Add(SubjectOf(facts.Narrative, decision));
        answer.Add("urgency", new Code(CodeOf(decision.Urgency)));
        answer.Parameter.AddRange(facts.Intents.DistinctBy(IntentCodes.Of).Select(intent => IntentOf(intent, facts.Signals)));

        if (decision is IntakeDecision.Route)
        {
            answer.Parameter.AddRange(MissingIn(facts, decision.Urgency));
        }

        if (decision is IntakeDecision.Route
            && ReassurancePolicy.For(facts.Text.Text, decision.Urgency, facts.Message.AnswerLanguages, facts.Policy.Reassurance) is var (sentence, language))
        {
            answer.Parameter.Add(Spoken("reassurance", ("text", new FhirString(sentence)), ("language", new Code(language))));
        }

        if (facts.Policy.Engagement.MostCharacters is { } most)
        {
            answer.Add("remaining", new Integer(most - facts.Text.Characters));
        }

        if (decision is IntakeDecision.Route && facts.Policy.Evisits is { Offered: true } evisits && facts.Intents.Any(intent => evisits.Evaluations.Contains(intent)))
        {
            answer.Add("mayBeBilled", new FhirString(evisits.Notice[EngagementPolicy.LanguageIn(evisits.Notice, message.AnswerLanguages)]));
        }

        if (decision is not IntakeDecision.Route
            && facts.Settlement == Settlement.Open
            && IntakePolicy.Decide(facts with { Settlement = Settlement.Attested }) is IntakeDecision.Route)
        {
            answer.Add("attestable", new FhirBoolean(true));
        }

        answer.Add("outcome", OperationOutcomes.Of(IssuesOf(decision, IntakePolicy.AdviceFor(facts, isTakenIn: false))));
        return answer;
    }

    private static Parameters.ParameterComponent IntentOf(Intent intent, TriageSignals signals)
    {
        var parameter = new Parameters.ParameterComponent { Name = "intent", Value = new Code(IntentCodes.Of(intent)) };
        if (TriagePolicy.ConfidenceIn(intent, signals) is { } confidence)
        {
            parameter.AddExtension(Canonicals.Confidence, new FhirDecimal((decimal)Math.Round(confidence, 2)));
        }

        return parameter;
    }

    private static IEnumerable<Parameters.ParameterComponent> MissingIn(IntakeFacts facts, Urgency urgency)
    {
        // What a form has asked for and got is not asked for again, whether or not the words show it.
        var read = DetailReader.Read(facts.Text.Text);
        var written = read with { Found = read.Found.Union(Enum.GetValues<Detail>().Where(detail => facts.Form?.Details.Contains(DetailQuestions.CodeOf(detail)) == true)) };
        foreach (var detail in SufficiencyPolicy.Missing(urgency, facts.Intents, written, facts.Policy.Sufficiency))
        {
            var (question, language) = DetailQuestions.Ask(detail, facts.Message.AnswerLanguages);
            yield return Spoken("missing", ("code", new Code(DetailQuestions.CodeOf(detail))), ("question", new FhirString(question)), ("language", new Code(language)));
        }
    }

    private static Parameters.ParameterComponent Spoken(string name, params ReadOnlySpan<(string Name, DataType Value)> parts)
    {
        var spoken = new Parameters.ParameterComponent { Name = name };
        foreach (var (part, value) in parts)
        {
            spoken.Part.Add(new Parameters.ParameterComponent { Name = part, Value = value });
        }

        return spoken;
    }

    private static Parameters.ParameterComponent SubjectOf(NarrativeVerdict narrative, IntakeDecision decision)
    {
        var subject = new Parameters.ParameterComponent { Name = "subject" };
        var (verdict, relationship) = narrative switch
        {
            NarrativeVerdict.AboutSubject => ("self", null),
            NarrativeVerdict.AboutSomeoneElse other => ("other", other.Relationship),
            NarrativeVerdict.AboutSeveral => ("mixed", null),
            NarrativeVerdict.General => ("general", null),
            NarrativeVerdict.Undecided => ("undecided", (string?)null),
            _ => throw new UnreachableException(),
        };
        subject.Part.Add(new Parameters.ParameterComponent { Name = "verdict", Value = new Code(verdict) });
        if (relationship is not null)
        {
            subject.Part.Add(new Parameters.ParameterComponent { Name = "relationship", Value = new Code(relationship) });
        }

        foreach (var chart in SuggestedBy(decision))
        {
            subject.Part.Add(new Parameters.ParameterComponent { Name = "suggestedChart", Value = new ResourceReference(chart.Key.ToString()) });
        }

        return subject;
    }

    private static IEnumerable<References.PatientId> SuggestedBy(IntakeDecision decision) => decision switch
    {
        IntakeDecision.Hold hold => hold.SuggestedCharts,
        IntakeDecision.Refuse refuse => refuse.Issues.SelectMany(issue => issue.SuggestedCharts).Distinct(),
        _ => [],
    };

    private static ImmutableArray<Issue> IssuesOf(IntakeDecision decision, ImmutableArray<Issue> advice) => decision switch
    {
        IntakeDecision.Route => [.. advice, WouldBeTaken],
        IntakeDecision.Hold hold => [.. advice, IntakeRecord.RemarkOn(hold)],
        IntakeDecision.Refuse refuse => refuse.Issues,
        IntakeDecision.RetryLater later => later.Issues,
        _ => throw new UnreachableException(),
    };

    private static string CodeOf(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "emergency",
        Urgency.SameDay => "same-day",
        Urgency.Routine => "routine",
    };
}
