using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Interactions;

/// <summary>$validate (R4 resource-operation-validate): says everything that is wrong with a resource, and keeps nothing.</summary>
internal sealed class ValidateRequests(IOptions<RestOptions> rest)
{
    public const string Operation = "$validate";

    /// <summary>FHIR's own definition of it.</summary>
    public const string Definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate";

    public async Task<IResult> ValidateAsync(ServedType type, HttpContext context)
    {
        if (FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var body = await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!body.TryParse<Resource>(out var sent, out var issues))
        {
            // What does not parse is not valid: that is this operation's answer, and no fault of the request.
            return Outcome(issues);
        }

        var (resource, profile) = sent is Parameters parameters
            ? (parameters.GetSingle("resource")?.Resource, (parameters.GetSingle("profile")?.Value as FhirUri)?.Value)
            : (sent, null);
        if (resource is null)
        {
            return new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(OperationOutcome.IssueType.Required, "Send the resource itself, or Parameters with it as the parameter resource.", "Parameters.parameter")]);
        }

        if (resource.TypeName != type.Name)
        {
            return Outcome([ParseIssues.WrongType(type.Name)]);
        }

        profile ??= context.Request.Query["profile"] is [{ Length: > 0 } named] ? named : null;
        return Outcome([.. Validity.IssuesIn(resource, profile)]);
    }

    private static DocumentFound Outcome(ImmutableArray<Issue> issues) =>
        new(FhirJson.Serialize(OperationOutcomes.Of(issues.IsEmpty ? [ErrorResponses.AllWell] : issues)));
}
