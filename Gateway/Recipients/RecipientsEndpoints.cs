using System.Collections.Immutable;
using System.Diagnostics;
using Fhir.Profiles;
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

/// <summary>The operation by which an app learns whom a patient's message may be addressed to. It translates; it does not decide.</summary>
internal static class RecipientsEndpoints
{
    /// <summary>The operation's name in addresses, after Argonaut's design for patient-provider messages (2023).</summary>
    public const string Operation = "$get-recipient-choices";

    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapRecipients(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Patient/{{id}}/{Operation}", AskByQueryAsync).IsOperation("Patient", Operation, Canonicals.GetRecipientChoices);
        routes.MapPost($"/Patient/{{id}}/{Operation}", AskByBodyAsync).IsOperation("Patient", Operation, Canonicals.GetRecipientChoices);
        return routes;
    }

    private static async Task<IResult> AskByQueryAsync(
        string id, HttpContext context, CallerReader callers, RecipientLookup recipients, AuditTrail trail, PublicBase publicBase) =>
        RecipientsRequest.TryQuery(context.Request.Query, out var sender, out var issues)
            ? await AskAsync(id, sender, context, callers, recipients, trail, publicBase)
            : Bad(issues);

    private static async Task<IResult> AskByBodyAsync(
        string id, HttpContext context, CallerReader callers, RecipientLookup recipients, AuditTrail trail, PublicBase publicBase, IOptions<RestOptions> rest)
    {
        var content = await RequestBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!content.IsEmpty && FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var body = new FhirBody(FhirContent.FormatOf(context.Request.ContentType) ?? FhirFormat.Json, content);
        return RecipientsRequest.TryBody(body, out var sender, out var issues)
            ? await AskAsync(id, sender, context, callers, recipients, trail, publicBase)
            : Bad(issues);
    }

    private static async Task<IResult> AskAsync(
        string id, ResourceKey? sender, HttpContext context, CallerReader callers, RecipientLookup recipients, AuditTrail trail, PublicBase publicBase)
    {
        // There is no message whose content a narrowed scope could be judged by.
        var caller = callers.Read(context.User).Plain;
        if (!caller.Allows("Communication", ScopeRights.Create))
        {
            return await trail.ForbidAsync(AuditEntries.Called(caller, $"Patient/{id}", Operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        if (!ActingFor.TryRead(context.Request, out var chosen) || ActingFor.Choose(caller, chosen) is not { } writer)
        {
            return ActingFor.NotAllowed();
        }

        if (!FhirId.IsValid(id))
        {
            return Bare(StatusCodes.Status404NotFound);
        }

        var answer = await recipients.AnswerAsync(new RecipientsQuestion(writer, new PatientId(id), sender), context.RequestAborted);
        return await trail.RecordAsync(AuditEntries.Called(caller, $"Patient/{id}", Operation, OutcomeOf(answer), WhyOf(answer)), context)
            ? Answer(answer, publicBase)
            : new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }

    private static AuditOutcome OutcomeOf(RecipientsAnswer answer) => answer switch
    {
        RecipientsAnswer.Choices => AuditOutcome.Done,
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
        RecipientsAnswer.NoSuchChart => Bare(StatusCodes.Status404NotFound),
        RecipientsAnswer.Forbidden forbidden => new Refused(
            StatusCodes.Status403Forbidden, [IssueOf(forbidden.Objection, OperationOutcome.IssueType.Forbidden, ReasonCodes.NotPermitted)]),
        RecipientsAnswer.SenderUnknown unknown => new Refused(
            StatusCodes.Status422UnprocessableEntity, [IssueOf(unknown.Objection, OperationOutcome.IssueType.NotFound, ReasonCodes.BrokenReference)]),
        RecipientsAnswer.Unavailable => new Refused(
            StatusCodes.Status503ServiceUnavailable,
            [
                new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so the recipients are not known now. Try again shortly.")
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
