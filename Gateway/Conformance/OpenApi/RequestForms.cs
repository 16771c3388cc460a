using System.Globalization;
using Gateway.Rest;
using Gateway.Search.Definitions;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>What a request of each action may carry: path, search parameters, headers and body.</summary>
internal sealed class RequestForms(OpenApiDocument document, FhirAnswers answers)
{
    private const string JsonPatch = "application/json-patch+json";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly (string Name, string Text)[] OfResult =
    [
        ("_count", "How many matches a page has at most; 0 asks for the number alone."),
        ("_sort", "Search parameters to sort by, separated by commas; a minus sign for descending."),
        ("_total", "none, estimate or accurate."),
        ("_include", "Also answer what the matches refer to, as Type:parameter. May repeat; with :iterate also from what was included."),
        ("_revinclude", "Also answer what refers to the matches, as Type:parameter. May repeat."),
    ];

    private static readonly (string Name, string Text)[] OfForm =
    [
        ("_format", "json or xml; outranks Accept."),
        ("_pretty", "true for line breaks and indentation."),
        ("_summary", "true, text, data, count or false."),
        ("_elements", "Root elements to answer, separated by commas."),
    ];

    private static readonly (string Name, string Text)[] Headers =
    [
        ("Prefer", "return=representation, minimal or OperationOutcome; for searches handling=strict or lenient."),
        ("If-Match", "Change only this version, as in W/\"3\"."),
        ("If-None-Match", "Read: 304 if the client has this version. Update: * creates and never changes."),
        ("If-Modified-Since", "304 if nothing changed since."),
        ("If-None-Exist", "Create only if this search finds nothing."),
        ("Idempotency-Key", "The client's name for this create: a repeat is answered with what the first one made."),
        ("X-Request-Id", "Echoed, and logged if something fails."),
    ];

    public static bool HasBody(FhirRoute route) => route.Action is FhirAction.Create or FhirAction.Update or FhirAction.UpdateWhere
        or FhirAction.Patch or FhirAction.PatchWhere or FhirAction.SearchByForm or FhirAction.SearchOfPatientByForm or FhirAction.Bundle;

    /// <summary>The parameters that endpoints share.</summary>
    public static IDictionary<string, IOpenApiParameter> Components() => OfForm.Select(known => Query(known.Name, known.Text))
        .Concat(OfResult.Select(known => Query(known.Name, known.Text)))
        .Concat(Headers.Select(known => Plain(known.Name, ParameterLocation.Header, known.Text)))
        .Select(parameter => (Key: parameter.Name!, Parameter: parameter))
        .Concat(SearchParameters.Types.Concat(SearchParameters.TrailTypes).SelectMany(SearchParameters.Of).Select(definition => (Key: KeyOf(definition), Parameter: Query(definition.Code, TextOf(definition)))))
        .ToDictionary(known => known.Key, known => (IOpenApiParameter)known.Parameter, StringComparer.Ordinal);

    public List<IOpenApiParameter> ParametersOf(FhirRoute route, ServedOperation? operation, string path)
    {
        List<IOpenApiParameter> parameters =
        [
            .. PathParameters(path),
            .. HeadersOf(route.Action).Append("X-Request-Id").Select(Shared),
            .. OfForm.Take(TakesSubset(route) ? OfForm.Length : 2).Select(known => Shared(known.Name)),
        ];
        switch (route.Action)
        {
            case FhirAction.Search or FhirAction.SearchOfPatient:
                parameters.AddRange(OfResult.Select(known => Shared(known.Name)));
                parameters.AddRange(SearchParameters.Of(route.Type!).Select(definition => Shared(KeyOf(definition))));
                break;
            case FhirAction.UpdateWhere or FhirAction.PatchWhere or FhirAction.DeleteWhere:
                parameters.AddRange(SearchParameters.Of(route.Type!).Select(definition => Shared(KeyOf(definition))));
                break;
            case FhirAction.HistoryInstance or FhirAction.HistoryType or FhirAction.HistorySystem:
                parameters.Add(Shared("_count"));
                break;
            case FhirAction.Operation when operation is not null:
                parameters.AddRange(OperationForms.InputsOf(operation).Select(input => Query(input.Name, input.Text)));
                break;
            default:
                break;
        }

        return parameters;
    }

    public OpenApiRequestBody? BodyOf(FhirRoute route, string method) => route.Action switch
    {
        FhirAction.Create or FhirAction.Update or FhirAction.UpdateWhere => Resource(route.Type!, ExamplesOf(route)),
        FhirAction.Patch or FhirAction.PatchWhere => Patch(),
        FhirAction.SearchByForm or FhirAction.SearchOfPatientByForm => Search(route.Type!),
        FhirAction.Bundle => Resource("Bundle", []),
        FhirAction.Operation when method == "POST" && route.Type is "Patient" or "Task" && !OperationForms.TakesResource(route.Operation!) => Optional(Resource("Parameters", [])),
        FhirAction.Operation when method == "POST" && !OperationForms.TakesResource(route.Operation!) => Resource("Parameters", []),
        FhirAction.Operation when method == "POST" => Resource(route.Type ?? "Parameters", ExamplesOf(route)),
        _ => null,
    };

    private static Dictionary<string, IOpenApiExample> ExamplesOf(FhirRoute route) =>
        route is { Type: "Communication", Action: FhirAction.Create or FhirAction.Operation } ? MessageExamples.ToSend : MessageExamples.Of(route.Type!);

    private OpenApiRequestBody Resource(string schema, Dictionary<string, IOpenApiExample> examples)
    {
        var content = answers.Content(schema);
        content[FhirContent.Json].Examples = examples.Count > 0 ? examples : null;
        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static OpenApiRequestBody Optional(OpenApiRequestBody body)
    {
        body.Required = false;
        return body;
    }

    private OpenApiRequestBody Patch()
    {
        var content = answers.Content("Parameters");
        content[JsonPatch] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(PatchSchema.Name, document) };
        return new OpenApiRequestBody { Required = true, Description = "JSON Patch, or FHIRPath Patch as Parameters.", Content = content };
    }

    private static OpenApiRequestBody Search(string type) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Form] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = OfForm.Concat(OfResult)
                        .Concat(SearchParameters.Of(type).Select(definition => (Name: definition.Code, Text: TextOf(definition))))
                        .ToDictionary(
                            known => known.Name,
                            known => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Description = known.Text },
                            StringComparer.Ordinal),
                },
            },
        },
    };

    private static string TextOf(SearchDefinition definition) => string.Create(
        CultureInfo.InvariantCulture, $"{definition.Kind.ToString().ToLowerInvariant()}: {definition.Expression}. Values separated by commas are alternatives.");

    private static bool TakesSubset(FhirRoute route) => route.Action is not (FhirAction.Operation or FhirAction.Delete or FhirAction.DeleteWhere);

    private static IEnumerable<string> HeadersOf(FhirAction action) => action switch
    {
        FhirAction.Read or FhirAction.Vread => ["If-None-Match", "If-Modified-Since"],
        FhirAction.Create => ["Prefer", "If-None-Exist", "Idempotency-Key"],
        FhirAction.Update => ["Prefer", "If-Match", "If-None-Match"],
        FhirAction.UpdateWhere or FhirAction.Patch or FhirAction.PatchWhere => ["Prefer", "If-Match"],
        FhirAction.Delete or FhirAction.DeleteWhere => ["If-Match"],
        FhirAction.Search or FhirAction.SearchByForm or FhirAction.SearchOfPatient or FhirAction.SearchOfPatientByForm or FhirAction.Bundle => ["Prefer"],
        _ => [],
    };

    private static IEnumerable<OpenApiParameter> PathParameters(string path) => path.Split('/')
        .Where(part => part.StartsWith('{'))
        .Select(part => Plain(part.Trim('{', '}'), ParameterLocation.Path, part switch
        {
            "{patient}" => "The patient in whose compartment to search.",
            "{version}" => "The version, as ETag and meta.versionId name it.",
            _ => "The resource's id.",
        }));

    private static string KeyOf(SearchDefinition definition) => $"{definition.Type}.{definition.Code}";

    private OpenApiParameterReference Shared(string name) => new OpenApiParameterReference(name, document);

    // A search parameter may repeat, and then each must hold.
    private static OpenApiParameter Query(string name, string text)
    {
        var parameter = Plain(name, ParameterLocation.Query, text);
        if (!name.StartsWith('_') || !OfForm.Concat(OfResult).Any(known => known.Name == name) || name is "_include" or "_revinclude")
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        return parameter;
    }

    private static OpenApiParameter Plain(string name, ParameterLocation place, string text) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
