using Gateway.Rest;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>What each action answers: the resource, and every refusal it may meet, as shared components.</summary>
internal sealed class FhirAnswers(OpenApiDocument document)
{
    private static readonly (int Status, string Name, string Text)[] Refusals =
    [
        (400, "BadRequest", "Not well-formed, not FHIR, or a parameter or header that is not understood."),
        (401, "Unauthorized", "No token, or not a valid one."),
        (403, "Forbidden", "The token does not allow it, or this person may not do it in that chart."),
        (404, "NotFound", "Not there, or not to be seen by the caller."),
        (406, "NotAcceptable", "FHIR 4.0 in JSON or XML is all that is answered."),
        (409, "Conflict", "Somebody else changed it at the same time."),
        (410, "Gone", "Deleted."),
        (412, "PreconditionFailed", "Another version stands, or the condition matches more than one resource."),
        (413, "PayloadTooLarge", "The body is larger than this server takes."),
        (415, "UnsupportedMediaType", "The body is in no format that is taken here."),
        (422, "UnprocessableEntity", "Against the profile or a rule: the issues say which, and which chart fits better."),
        (429, "TooManyRequests", "More requests than this client, or this chart, may make. Try again after Retry-After."),
        (503, "ServiceUnavailable", "The store, the EHR or the token issuer is away, or did not answer in time. Try again after Retry-After."),
    ];

    /// <summary>The refusals as components.</summary>
    public IDictionary<string, IOpenApiResponse> Components() => Refusals.ToDictionary(
        refusal => refusal.Name,
        refusal => (IOpenApiResponse)new OpenApiResponse
        {
            Description = refusal.Text,
            Headers = refusal.Status is 429 or 503 ? Headers("Retry-After") : null,
            Content = Content("OperationOutcome", new OpenApiExample
            {
                Value = refusal.Status == 422 ? MessageExamples.GivenBack : MessageExamples.Outcome(ErrorResponses.ForStatus(refusal.Status)),
            }),
        });

    public OpenApiResponses Of(FhirRoute route, bool isAnonymous)
    {
        var answers = new OpenApiResponses();
        foreach (var (status, answer) in Successes(route))
        {
            answers[status] = answer;
        }

        foreach (var refusal in Refusals.Where(refusal => MayMeet(route, refusal.Status, isAnonymous)))
        {
            answers[refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponseReference(refusal.Name, document);
        }

        return answers;
    }

    /// <summary>A body in both of FHIR's formats.</summary>
    public Dictionary<string, OpenApiMediaType> Content(string schema, params IEnumerable<OpenApiExample> examples)
    {
        var json = new OpenApiMediaType { Schema = new OpenApiSchemaReference(schema, document) };
        if (examples.FirstOrDefault() is { } example)
        {
            json.Example = example.Value;
        }

        return new Dictionary<string, OpenApiMediaType>
        {
            [FhirContent.Json] = json,
            [FhirContent.Xml] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        };
    }

    private IEnumerable<(string Status, OpenApiResponse Answer)> Successes(FhirRoute route)
    {
        switch (route.Action)
        {
            case FhirAction.Read or FhirAction.Vread:
                yield return ("200", Versioned("The resource.", SchemaOf(route.Type!)));
                yield return ("304", new OpenApiResponse { Description = "The client has this version already." });
                break;
            case FhirAction.Create:
                yield return ("201", Versioned("Durable.", route.Type!, "Location"));
                yield return ("200", Versioned("There was one already: a repeated key, or a condition that matched.", route.Type!, "Location"));
                break;
            case FhirAction.Update or FhirAction.UpdateWhere or FhirAction.Patch or FhirAction.PatchWhere:
                yield return ("200", Versioned("Changed, or as it was wished already.", route.Type!, "Location"));
                if (route.Action is FhirAction.Update or FhirAction.UpdateWhere)
                {
                    yield return ("201", Versioned("Created under the id of the address.", route.Type!, "Location"));
                }

                break;
            case FhirAction.Delete or FhirAction.DeleteWhere:
                yield return ("204", new OpenApiResponse { Description = "Deleted, now or before." });
                break;
            case FhirAction.Capabilities:
                yield return ("200", Plain("The capability statement.", ResourceSchemas.Resource));
                break;
            case FhirAction.SmartConfiguration:
                yield return ("200", new OpenApiResponse
                {
                    Description = "SMART's discovery document.",
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
                    },
                });
                break;
            case FhirAction.Operation:
                yield return ("200", Plain("The operation's answer.", OperationForms.AnswerOf(route.Operation!)));
                break;
            default:
                yield return ("200", Plain("A Bundle.", "Bundle"));
                break;
        }
    }

    // Definitions are described by their type alone.
    private static string SchemaOf(string type) => Interactions.ServedTypes.Find(type) is null ? ResourceSchemas.Resource : type;

    private OpenApiResponse Plain(string text, string schema) => new() { Description = text, Content = Content(schema) };

    private OpenApiResponse Versioned(string text, string schema, params IEnumerable<string> headers) => new()
    {
        Description = text,
        Headers = Headers([.. headers, "ETag", "Last-Modified"]),
        Content = Content(schema, MessageExamples.Of(schema).Values.OfType<OpenApiExample>()),
    };

    private static Dictionary<string, IOpenApiHeader> Headers(params IEnumerable<string> names) => names.ToDictionary(
        name => name,
        name => (IOpenApiHeader)new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    private static bool MayMeet(FhirRoute route, int status, bool isAnonymous) => status switch
    {
        503 when route.Action == FhirAction.SmartConfiguration => true,
        429 => true,
        _ when route.Action == FhirAction.SmartConfiguration => false,
        400 or 406 => true,
        401 or 503 => !isAnonymous,
        403 => !isAnonymous && route.Action is not (FhirAction.Read or FhirAction.Vread or FhirAction.HistoryInstance),
        404 => route.Action is FhirAction.Read or FhirAction.Vread or FhirAction.HistoryInstance or FhirAction.Update or FhirAction.Patch
            or FhirAction.PatchWhere or FhirAction.Delete || route is { Action: FhirAction.Operation, Type: "Patient" },
        410 => route.Action is FhirAction.Read or FhirAction.Vread or FhirAction.Patch,
        409 => Changes(route),
        412 => Changes(route) || route.Action is FhirAction.Create,
        413 => route.Action is FhirAction.Create or FhirAction.Bundle or FhirAction.Operation || Changes(route),
        415 => RequestForms.HasBody(route),
        _ => RequestForms.HasBody(route) && route.Action is not (FhirAction.SearchByForm or FhirAction.SearchOfPatientByForm),
    };

    private static bool Changes(FhirRoute route) => route.Action is FhirAction.Update or FhirAction.UpdateWhere or FhirAction.Patch
        or FhirAction.PatchWhere or FhirAction.Delete or FhirAction.DeleteWhere;
}
