using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Review;

/// <summary>The operations by which persons decide about a message's chart. It translates; it does not decide.</summary>
internal static class ReviewEndpoints
{
    private const string Unseal = "$unseal";

    public static IEndpointRouteBuilder MapReview(this IEndpointRouteBuilder routes)
    {
        Map(routes, DecisionKind.Release, Canonicals.CommunicationRelease);
        Map(routes, DecisionKind.Reject, Canonicals.CommunicationReject);
        Map(routes, DecisionKind.Redirect, Canonicals.CommunicationRedirect);
        Map(routes, DecisionKind.Split, Canonicals.CommunicationSplit);
        Map(routes, DecisionKind.Retract, Canonicals.CommunicationRetract);
        routes.MapPost($"/Communication/{{id}}/{Unseal}", UnsealAsync).IsOperation(Decider.Type, Unseal, Canonicals.CommunicationUnseal);
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, DecisionKind kind, string definition)
    {
        var operation = $"${ReviewCodes.Of(kind)}";
        routes.MapPost(
            $"/Communication/{{id}}/{operation}",
            (string id, HttpContext context, Readers readers, Decisions decisions, Writer writer, AuditTrail trail, IOptions<RestOptions> rest) =>
                DecideAsync(kind, id, context, readers, decisions, writer, trail, rest))
            .IsOperation(Decider.Type, operation, definition);
    }

    private static async Task<IResult> DecideAsync(
        DecisionKind kind, string id, HttpContext context, Readers readers, Decisions decisions, Writer writer, AuditTrail trail, IOptions<RestOptions> rest)
    {
        if (FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        if (Preconditions.Read(context.Request, out var preconditions) is { } malformed)
        {
            return malformed;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        if (!reader.Caller.Allows(Decider.Type, ScopeRights.Update))
        {
            return await trail.ForbidAsync(
                AuditEntries.Denied(reader.Caller, ReviewCodes.ActionOf(kind), Decider.Type, id, null, AuditEntries.WithoutScope), context);
        }

        var body = await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!body.TryParse<Parameters>(out var parameters, out var issues) || ReviewRequestReader.Read(kind, parameters, out issues) is not { } request)
        {
            return new Refused(StatusCodes.Status400BadRequest, issues);
        }

        var decider = new Decider(reader, readers.CallerOf(context.User));
        ReviewDecision? decision = null;
        var outcome = await writer.RunAsync(
            RequestOrigin.Of(context),
            async _ =>
            {
                var (plan, made) = await decisions.PlanAsync(id, request, decider, preconditions, context.RequestAborted);
                decision = made;
                return plan;
            },
            context.RequestAborted);
        return outcome is WriteOutcome.Refused refused
            ? new Refused(refused.Status, refused.Issues, refused.RetryAfter)
            : new DocumentFound(FhirJson.Serialize(ReviewAnswer.Of(decision!)));
    }

    private static async Task<IResult> UnsealAsync(string id, HttpContext context, CallerReader callers, SealedContent sealedContent, AuditTrail trail)
    {
        var caller = callers.Read(context.User);
        if (!caller.IsPrivacyOfficer || !caller.Plain.Allows(ScopeLevel.User, Decider.Type, ScopeRights.Read))
        {
            return await trail.ForbidAsync(
                AuditEntries.Denied(caller, AuditAction.Unseal, Decider.Type, id, null, AuditEntries.WithoutScope), context);
        }

        return await sealedContent.FindAsync(id, context.RequestAborted) switch
        {
            [] => await trail.RefuseAsync(
                new Refused(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]),
                AuditEntries.Unknown(caller, AuditAction.Unseal, Decider.Type, id),
                context),
            // Nobody is shown what is sealed unless that is on record.
            var versions when await trail.RecordAsync(SealedContent.Opened(caller, versions), context) =>
                new DocumentFound(FhirJson.Serialize(SealedContent.Answer(versions))),
            _ => new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn),
        };
    }
}
