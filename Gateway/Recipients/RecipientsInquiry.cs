using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Subjects;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Recipients;

/// <summary>A question on a chart before anybody writes into it, from the request to the answer. It translates; it does not decide.</summary>
internal sealed class RecipientsInquiry(CallerReader callers, AuditTrail trail, PublicBase publicBase, IOptions<RestOptions> rest)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <summary>Answers a question; what is asked and answered is the operation's.</summary>
    public delegate ValueTask<RecipientsAnswer> Answering(RecipientsQuestion question, CancellationToken cancellationToken);

    public async Task<IResult> ByQueryAsync(string id, string operation, Answering answering, HttpContext context) =>
        RecipientsRequest.TryQuery(context.Request.Query, out var sender, out var issues)
            ? await AskAsync(id, sender, operation, answering, context)
            : Bad(issues);

    public async Task<IResult> ByBodyAsync(string id, string operation, Answering answering, HttpContext context)
    {
        var content = await RequestBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!content.IsEmpty && FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var body = new FhirBody(FhirContent.FormatOf(context.Request.ContentType) ?? FhirFormat.Json, content);
        return RecipientsRequest.TryBody(body, out var sender, out var issues)
            ? await AskAsync(id, sender, operation, answering, context)
            : Bad(issues);
    }

    private async Task<IResult> AskAsync(string id, ResourceKey? sender, string operation, Answering answering, HttpContext context)
    {
        // There is no message whose content a narrowed scope could be judged by.
        var caller = callers.Read(context.User).Plain;
        if (!caller.Allows("Communication", ScopeRights.Create))
        {
            return await trail.ForbidAsync(AuditEntries.Called(caller, $"Patient/{id}", operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        if (!ActingFor.TryRead(context.Request, out var chosen) || ActingFor.Choose(caller, chosen) is not { } writer)
        {
            return ActingFor.NotAllowed();
        }

        if (!FhirId.IsValid(id))
        {
            return Bare(StatusCodes.Status404NotFound);
        }

        var question = new RecipientsQuestion(writer, new PatientId(id), sender) { Languages = PreferredLanguages.Of(context.Request) };
        var answer = await answering(question, context.RequestAborted);
        return await trail.RecordAsync(AuditEntries.Called(caller, $"Patient/{id}", operation, OutcomeOf(answer), WhyOf(answer)), context)
            ? Answer(answer, publicBase)
            : new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }

    private static AuditOutcome OutcomeOf(RecipientsAnswer answer) => answer switch
    {
        RecipientsAnswer.Choices or RecipientsAnswer.Rules => AuditOutcome.Done,
        RecipientsAnswer.NoSuchChart => AuditOutcome.NotFound,
        RecipientsAnswer.Forbidden => AuditOutcome.Denied,
        RecipientsAnswer.SenderUnknown => AuditOutcome.Refused,
        RecipientsAnswer.Unavailable => AuditOutcome.Deferred,
        _ => throw new UnreachableException(),
    };

    private static string? WhyOf(RecipientsAnswer answer) => answer is RecipientsAnswer.Forbidden ? AuditEntries.NotInChart : null;

    internal static IResult Answer(RecipientsAnswer answer, PublicBase publicBase) => answer switch
    {
        RecipientsAnswer.Choices choices => new DocumentFound(FhirJson.Serialize(RecipientsBundle.Of(choices, publicBase))),
        RecipientsAnswer.Rules rules => new DocumentFound(FhirJson.Serialize(rules.Content)),
        RecipientsAnswer.NoSuchChart => Bare(StatusCodes.Status404NotFound),
        RecipientsAnswer.Forbidden forbidden => new Refused(
            StatusCodes.Status403Forbidden, [IssueOf(forbidden.Objection, OperationOutcome.IssueType.Forbidden, ReasonCodes.NotPermitted)]),
        RecipientsAnswer.SenderUnknown unknown => new Refused(
            StatusCodes.Status422UnprocessableEntity, [IssueOf(unknown.Objection, OperationOutcome.IssueType.NotFound, ReasonCodes.BrokenReference)]),
        RecipientsAnswer.Unavailable => new Refused(
            StatusCodes.Status503ServiceUnavailable,
            [
                new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so it is not known now who may be written to. Try again shortly.")
                {
                    Reason = ReasonCodes.ChartsUnavailable,
                },
            ],
            TryAgainIn),
        _ => throw new UnreachableException(),
    };

    // The finding's own expression is that of a message, and there is none.
    private static Issue IssueOf(Finding finding, OperationOutcome.IssueType code, string reason) =>
        new(code, finding.Sentence) { Reason = reason, Evidence = [new RuleHit(finding.RuleId)] };

    private static Refused Bad(ImmutableArray<Issue> issues) => new Refused(StatusCodes.Status400BadRequest, issues);

    private static Refused Bare(int status) => new(status, [ErrorResponses.ForStatus(status)]);
}
