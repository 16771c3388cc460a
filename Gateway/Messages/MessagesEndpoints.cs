using System.Diagnostics;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>What can be asked about a message beyond FHIR's own interactions.</summary>
internal static class MessagesEndpoints
{
    private const string Operation = "$check";

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"/Communication/{Operation}", CheckAsync).IsOperation("Communication", Operation, Canonicals.CommunicationCheck);
        return routes;
    }

    private static async Task<IResult> CheckAsync(
        HttpContext context,
        CallerReader callers,
        ScopeJudge scopes,
        InboundMessageReader reader,
        MessageForms forms,
        MessageCheck check,
        AuditTrail trail,
        IOptions<RestOptions> rest,
        TimeProvider clock)
    {
        if (FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var caller = callers.Read(context.User);
        if (!caller.Allows("Communication", ScopeRights.Create))
        {
            return await trail.ForbidAsync(AuditEntries.Called(caller, "Communication", Operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        var body = await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!body.TryParse<Resource>(out var resource, out var issues))
        {
            return new Refused(StatusCodes.Status400BadRequest, issues);
        }

        if (MessageIn(resource) is not { } message)
        {
            return new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(OperationOutcome.IssueType.Required, "Send the Communication, or Parameters with it as the parameter resource.", "Parameters.parameter")]);
        }

        if (!ActingFor.TryRead(context.Request, out var chosen) || ActingFor.Choose(scopes.Before(caller, message), chosen) is not { } writer)
        {
            return ActingFor.NotAllowed();
        }

        if (!writer.Allows("Communication", ScopeRights.Create))
        {
            return new Refused(StatusCodes.Status403Forbidden, [ErrorResponses.ForStatus(StatusCodes.Status403Forbidden)]);
        }

        // A draft is judged as if it were sent now.
        message.Status = message.Status == EventStatus.Preparation ? EventStatus.InProgress : message.Status;
        foreach (var draft in message.Contained.OfType<QuestionnaireResponse>().Where(answers => answers.Status == QuestionnaireResponse.QuestionnaireResponseStatus.InProgress))
        {
            draft.Status = QuestionnaireResponse.QuestionnaireResponseStatus.Completed;
        }

        var formFaults = await forms.FillAsync(message, context.RequestAborted);
        return reader.Read(message, MessageId.New(clock), writer, null) switch
        {
            InboundMessageReader.Reading.Message inbound => new DocumentFound(FhirJson.Serialize(await check.CheckAsync(
                inbound.Inbound with { FormFaults = formFaults, Languages = PreferredLanguages.Of(context.Request) }, context.RequestAborted))),
            InboundMessageReader.Reading.AgainstProfile broken => new DocumentFound(
                FhirJson.Serialize(new Parameters().Add("outcome", OperationOutcomes.Of([.. formFaults, .. broken.Issues])))),
            _ => throw new UnreachableException(),
        };
    }

    private static Communication? MessageIn(Resource resource) => resource switch
    {
        Communication message => message,
        Parameters { Parameter: [{ Name: "resource", Resource: Communication message }] } => message,
        _ => null,
    };
}
