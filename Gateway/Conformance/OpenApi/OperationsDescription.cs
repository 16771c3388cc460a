using Gateway.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>Describes what operators call: health, as probes and monitors ask for it, and what ASP.NET Core lists by itself.</summary>
internal sealed class OperationsDescription(PublicBase publicBase, EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string Tag = "Health";
    private const string Bearer = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FHIR messaging gateway: operations API",
            Version = Capabilities.VersionOfProduct(),
            Description = "For whoever runs the gateway.",
            License = ApiLicense.Describe(),
        };
        document.Servers = [new OpenApiServer { Url = new Uri(publicBase.ToString()).GetLeftPart(UriPartial.Authority) }];
        document.Security = [];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = Tag, Description = "Whether the process answers, and whether it can work." },
            new() { Name = "Clients", Description = "Who may sign in, with which keys and scopes, and from which pages." },
            new() { Name = "Dead letters", Description = "What could not be delivered: looked at, replayed, discarded. Needs gateway/deliver." },
            new() { Name = "Deliveries", Description = "What is on its way to the EHR: waiting, in hand, retrying, or behind another of its chart. Needs gateway/deliver." },
            new() { Name = "Policies", Description = "Versions of the rules of engagement: written, tried, put in force, brought back." },
            new() { Name = "Sign-in", Description = "Where clients get tokens." },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "A token with the scope gateway/operate; for deliveries and dead letters gateway/deliver, for the export of decisions gateway/export." },
        };
        NameKeySets(document);
        AskForTokens(document, context);
        foreach (var path in Asked().Where(path => !document.Paths.ContainsKey(path)))
        {
            document.Paths[path] = new OpenApiPathItem { Operations = new() { [HttpMethod.Get] = Describe(path, document) } };
        }

        return Task.CompletedTask;
    }

    // Of a JSON value that may be absent ASP.NET Core says that it is null or anything, which is no type to other people's tools.
    private static void NameKeySets(OpenApiDocument document)
    {
        foreach (var properties in document.Components!.Schemas?.Values.Select(schema => schema.Properties).OfType<IDictionary<string, IOpenApiSchema>>() ?? [])
        {
            foreach (var name in properties.Where(property => property.Value.OneOf is { Count: > 0 }).Select(property => property.Key).ToList())
            {
                properties[name] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "A JSON Web Key Set: public keys only." };
            }
        }
    }

    private static void AskForTokens(OpenApiDocument document, OpenApiDocumentTransformerContext context)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            operation.Security = [];
        }

        var guarded = context.DescriptionGroups.SelectMany(group => group.Items)
            .Where(item => item.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            .Select(item => (Path: $"/{item.RelativePath!.TrimEnd('/')}", Method: new HttpMethod(item.HttpMethod!)))
            // The groups hold the FHIR API too.
            .Where(endpoint => document.Paths.ContainsKey(endpoint.Path));
        foreach (var (path, method) in guarded)
        {
            var operation = document.Paths[path].Operations![method];
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            foreach (var (status, text) in (ReadOnlySpan<(string, string)>)[("401", "No token, or not a valid one."), ("403", "The token does not allow it.")])
            {
                (operation.Responses ??= [])[status] = new OpenApiResponse { Description = text };
            }
        }
    }

    // Health checks are no handlers, so ASP.NET Core's own list passes over them.
    private IEnumerable<string> Asked() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}")
        .Where(path => path != $"/{ApiNames.FhirPath}" && !path.StartsWith($"/{ApiNames.FhirPath}/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static OpenApiOperation Describe(string path, OpenApiDocument document)
    {
        var isReady = path.EndsWith("/ready", StringComparison.Ordinal);
        var operation = new OpenApiOperation
        {
            OperationId = path.Split('/')[^1],
            Summary = isReady ? "Ready: the store can be reached and its schema is up to date" : "Alive: the process answers",
            Tags = new HashSet<OpenApiTagReference> { new(Tag, document) },
            Security = [],
            Responses = new OpenApiResponses { ["200"] = Answer("Healthy", "Yes.") },
        };
        if (isReady)
        {
            operation.Responses["503"] = Answer("Unhealthy", "No: send no requests here now.");
        }

        return operation;
    }

    private static OpenApiResponse Answer(string body, string text) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/plain"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [body] } },
        },
    };
}
