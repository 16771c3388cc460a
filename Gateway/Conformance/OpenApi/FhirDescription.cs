using Gateway.Interactions;
using Gateway.Rest;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>
/// Describes the FHIR API. ASP.NET Core lists the mapped endpoints; what each takes and answers comes from the tables that serve it,
/// since handlers of raw FHIR say nothing by their parameters and results.
/// </summary>
internal sealed class FhirDescription(PublicBase publicBase, SignInSchemes signIn) : IOpenApiDocumentTransformer
{
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemes = await signIn.FindAsync(cancellationToken);
        var answers = new FhirAnswers(document);
        var schemas = new ResourceSchemas(document).Describe([.. ServedTypes.All.Select(type => type.Name), "Bundle", "OperationOutcome", "Parameters", .. OperationForms.AnswerTypes()]);
        schemas[PatchSchema.Name] = PatchSchema.Describe();
        document.Info = new OpenApiInfo
        {
            Title = "FHIR messaging gateway: FHIR API",
            Version = Capabilities.VersionOfProduct(),
            Description = "FHIR R4 over REST. GET metadata states the same in FHIR's own terms.",
            License = ApiLicense.Describe(),
        };
        document.Servers = [new OpenApiServer { Url = publicBase.ToString() }];
        document.Components = new OpenApiComponents
        {
            Schemas = schemas,
            Responses = answers.Components(),
            Parameters = RequestForms.Components(),
            SecuritySchemes = schemes,
        };
        document.Security = [.. schemes.Keys.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        var endpoints = context.DescriptionGroups.SelectMany(group => group.Items)
            .ToLookup(item => (item.HttpMethod!, Path: $"/{item.RelativePath}"), item => item.ActionDescriptor.EndpointMetadata);
        var describing = new FhirOperations(document, answers, new RequestForms(document, answers));
        document.Paths = PathsOf(document.Paths, (method, path) => describing.Describe(
            method, path, [.. endpoints[(method, $"/{ApiNames.FhirPath}{path.TrimEnd('/')}")].SelectMany(metadata => metadata)]));
        var used = document.Paths.Values.SelectMany(item => item.Operations!.Values).SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id!)
            .Distinct()
            .Order(StringComparer.Ordinal);
        document.Tags = new HashSet<OpenApiTag>(used.Select(name => new OpenApiTag { Name = name, Description = FhirOperations.TextOfTag(name) }));
    }

    // Addresses are told from the FHIR base on, wherever a proxy shows it.
    private static OpenApiPaths PathsOf(OpenApiPaths mapped, Func<string, string, OpenApiOperation?> describe)
    {
        var paths = new OpenApiPaths();
        foreach (var (path, item) in mapped.OrderBy(mapped => mapped.Key, StringComparer.Ordinal))
        {
            var below = path[(ApiNames.FhirPath.Length + 1)..];
            below = below.Length == 0 ? "/" : below;
            var described = new OpenApiPathItem { Operations = [] };
            foreach (var method in item.Operations!.Keys)
            {
                if (describe(method.Method, below) is { } operation)
                {
                    described.Operations[method] = operation;
                }
            }

            paths[below] = described;
        }

        return paths;
    }
}
