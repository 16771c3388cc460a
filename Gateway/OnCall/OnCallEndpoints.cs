using System.Diagnostics;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>Acknowledging an alert over REST. It translates; it does not decide.</summary>
internal static class OnCallEndpoints
{
    private const string Acknowledge = "$acknowledge";
    private const string By = "by";

    public static IEndpointRouteBuilder MapOnCall(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"/Task/{{id}}/{Acknowledge}", AcknowledgeAsync).IsOperation("Task", Acknowledge, Canonicals.AlertAcknowledge);
        return routes;
    }

    private static async Task<IResult> AcknowledgeAsync(
        string id,
        HttpContext context,
        CallerReader callers,
        Acknowledgements acknowledgements,
        Writer writer,
        AuditTrail trail,
        PublicBase publicBase,
        IOptions<RestOptions> rest)
    {
        // Whoever may narrow what is seen of alerts sees none of them: they are nobody's resource with criteria of its own.
        var caller = callers.Read(context.User).Plain;
        if (!OnCallPolicy.MayAcknowledge(caller))
        {
            return await trail.ForbidAsync(AuditEntries.Called(caller, "Task", Acknowledge, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, [By]);
        if (objection is not null)
        {
            return objection;
        }

        if (OnCallPolicy.WhoAcknowledges(caller, inputs.GetValueOrDefault(By)) is not { } by)
        {
            return new Refused(
                StatusCodes.Status422UnprocessableEntity,
                [
                    new Issue(
                        OperationOutcome.IssueType.BusinessRule,
                        "A Practitioner or PractitionerRole acknowledges: who signed in, in their own name; a system names one as the parameter by.",
                        "Parameters.parameter"),
                ]);
        }

        return await writer.RunAsync(
            RequestOrigin.Of(context), _ => acknowledgements.PlanAsync(id, caller, by, context.RequestAborted), context.RequestAborted) switch
        {
            WriteOutcome.Updated updated => new ResourceUpdated(publicBase, updated.Version),
            WriteOutcome.Existing existing => new ResourceUpdated(publicBase, existing.Version),
            WriteOutcome.Refused refused => new Refused(refused.Status, refused.Issues, refused.RetryAfter),
            _ => throw new UnreachableException(),
        };
    }
}
