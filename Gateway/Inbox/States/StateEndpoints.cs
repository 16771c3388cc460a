using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.Policies.Versions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Inbox.States;

/// <summary>The state of a message for whoever may read it, its sender above all. It translates; it does not decide.</summary>
internal static class StateEndpoints
{
    private const string Operation = "$status";
    private const string Language = "language";

    public static IEndpointRouteBuilder MapMessageStates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Communication/{{id}}/{Operation}", AnswerAsync).IsOperation("Communication", Operation, Canonicals.CommunicationStatus);
        routes.MapPost($"/Communication/{{id}}/{Operation}", AnswerAsync).IsOperation("Communication", Operation, Canonicals.CommunicationStatus);
        return routes;
    }

    private static async Task<IResult> AnswerAsync(
        string id,
        HttpContext context,
        Readers readers,
        StateReader states,
        ScopeJudge scopes,
        PolicyInForce policies,
        AuditTrail trail,
        IOptions<RestOptions> rest)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        if (!reader.Caller.Allows("Communication", ScopeRights.Read))
        {
            return await trail.ForbidAsync(AuditEntries.Denied(reader.Caller, AuditAction.Operation, "Communication", id, null, AuditEntries.WithoutScope), context);
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, [Language]);
        if (objection is not null)
        {
            return objection;
        }

        if (inputs.GetValueOrDefault(Language) is { } asked && !StateLanguage.IsKnown(asked))
        {
            return new Refused(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.Invalid, "language is en or es.")]);
        }

        if (await states.FindAsync(id, context.RequestAborted) is not { } row)
        {
            return await trail.RefuseAsync(NotFound(), AuditEntries.Unknown(reader.Caller, AuditAction.Operation, "Communication", id), context);
        }

        var message = (Communication)FhirJson.ReadStored(row.Content);
        if (!ReadPolicy.RightsOf(scopes.Before(reader, message), "Communication", ScopeRights.Read).Allow(row))
        {
            return await trail.RefuseAsync(
                NotFound(), AuditEntries.Denied(reader.Caller, AuditAction.Operation, "Communication", id, row, AuditEntries.NotVisible), context);
        }

        var policy = (await policies.CurrentAsync(context.RequestAborted)).Organisation;
        var state = StatePolicy.Of(await states.ReadAsync(row, message, context.RequestAborted));
        return await trail.RecordAsync(AuditEntries.Shown(reader.Caller, AuditAction.Operation, "Communication", id, row.Version, row), context)
            ? new DocumentFound(FhirJson.Serialize(StateAnswer.Of(
                state, policy.Routing, StateLanguage.Of(inputs.GetValueOrDefault(Language), context.Request))))
            : new Refused(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }

    private static Refused NotFound() => new(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
