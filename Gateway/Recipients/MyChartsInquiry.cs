using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Charts;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>A person's question for her charts, from the request to the answer. It translates; it does not decide.</summary>
internal sealed class MyChartsInquiry(CallerReader callers, MyChartsLookup lookup, AuditTrail trail)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public async Task<IResult> AskAsync(HttpContext context)
    {
        // There is no message whose content a narrowed scope could be judged by.
        var caller = callers.Read(context.User).Plain;
        if (caller.Kind is not (PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person)
            || !(MyChartsPolicy.MayAsk(caller, ScopeLevel.User) || MyChartsPolicy.MayAsk(caller, ScopeLevel.Patient)))
        {
            return await trail.ForbidAsync(Called(caller, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        if (!ActingFor.TryRead(context.Request, out _))
        {
            return ActingFor.NotAllowed();
        }

        var charts = await lookup.FindAsync(caller, context.RequestAborted);
        if (!await trail.RecordAsync(Called(caller, charts is null ? AuditOutcome.Deferred : AuditOutcome.Done), context))
        {
            return new Refused(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
        }

        return charts is { } mine ? new DocumentFound(FhirJson.Serialize(AnswerOf(mine))) : Away();
    }

    private static AuditEntry Called(Caller caller, AuditOutcome outcome, string? why = null) =>
        AuditEntries.Called(caller, "Patient", RecipientsEndpoints.MyCharts, outcome, why);

    private static Parameters AnswerOf(ImmutableArray<MyChart> charts) => new()
    {
        Parameter =
        [
            .. charts.Select(mine => new Parameters.ParameterComponent
            {
                Name = "chart",
                Part =
                [
                    new() { Name = "patient", Value = new ResourceReference(mine.Chart.Id.Key.ToString()) { Display = DisplayOf(mine.Chart) } },
                    new() { Name = "relation", Value = new Code(mine.Relation) },
                    new() { Name = "sender", Value = new ResourceReference(mine.Sender.ToString()) },
                ],
            }),
        ],
    };

    private static string? DisplayOf(ChartFacts chart) =>
        chart.Names is [var name, ..] ? string.Join(' ', [.. name.Given, name.Family]).Trim() is { Length: > 0 } text ? text : null : null;

    private static Refused Away() => new(
        StatusCodes.Status503ServiceUnavailable,
        [
            new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so it is not known now whose charts these are. Try again shortly.")
            {
                Reason = Messages.ReasonCodes.ChartsUnavailable,
            },
        ],
        TryAgainIn);
}
