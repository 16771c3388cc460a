using System.Text.Json.Serialization;

namespace Gateway.Conformance.OpenApi;

/// <summary>The API documents, and pages to read and try them.</summary>
internal static class ApiDocumentsSetup
{
    public static WebApplicationBuilder AddApiDocuments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DocsOptions>().BindConfiguration(DocsOptions.Section);
        // A number is a number: read also from text, it has no type that other people's tools can name.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddSingleton<SignInSchemes>();
        services.AddSingleton<ApiDocuments>();
        services.AddSingleton<DocsPages>();
        services.AddOpenApi(ApiNames.Fhir, options =>
        {
            options.ShouldInclude = endpoint => IsFhir(endpoint.RelativePath);
            options.AddDocumentTransformer<FhirDescription>();
        });
        services.AddOpenApi(ApiNames.Operations, options =>
        {
            options.ShouldInclude = endpoint => !IsFhir(endpoint.RelativePath);
            options.AddDocumentTransformer<OperationsDescription>();
        });
        return builder;
    }

    public static IEndpointRouteBuilder MapApiDocuments(this IEndpointRouteBuilder routes)
    {
        foreach (var name in (ReadOnlySpan<string>)[ApiNames.Fhir, ApiNames.Operations])
        {
            routes.MapGet($"/openapi/{name}.json", (HttpContext context, ApiDocuments documents) => AnswerAsync(name, context, documents))
                .AllowAnonymous()
                .ExcludeFromDescription();
        }

        routes.MapGet($"{DocsPages.Path}/{{**page}}", (HttpContext context, DocsPages pages) => pages.AnswerAsync(context))
            .AllowAnonymous()
            .ExcludeFromDescription();
        return routes;
    }

    private static async Task AnswerAsync(string name, HttpContext context, ApiDocuments documents)
    {
        var content = await documents.FindAsync(name, context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static bool IsFhir(string? path) =>
        path == ApiNames.FhirPath || path?.StartsWith($"{ApiNames.FhirPath}/", StringComparison.Ordinal) == true;
}
