using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>What an operation answers, written from the decision alone: a repeat is answered with the same.</summary>
internal static class ReviewAnswer
{
    public static Parameters Of(ReviewDecision decision)
    {
        var answer = new Parameters();
        answer.Add("decision", new Code(ReviewCodes.Of(decision.Kind)));
        answer.Add("message", new ResourceReference($"Communication/{decision.MessageId}/_history/{decision.MessageVersion}"));
        if (decision is { Kind: DecisionKind.Redirect or DecisionKind.Split, NewMessages: { } messages, TargetCharts: { } charts })
        {
            foreach (var (message, chart) in messages.Split(' ').Zip(charts.Split(' ')))
            {
                answer.Parameter.Add(new Parameters.ParameterComponent
                {
                    Name = "created",
                    Part =
                    [
                        new() { Name = "message", Value = new ResourceReference($"Communication/{message}") },
                        new() { Name = "chart", Value = new ResourceReference($"Patient/{chart}") },
                    ],
                });
            }
        }

        answer.Add("outcome", OperationOutcomes.Of(
        [
            new Issue(OperationOutcome.IssueType.Informational, ReviewCodes.DoneBy(decision.Kind)) { Severity = OperationOutcome.IssueSeverity.Information },
        ]));
        return answer;
    }
}
