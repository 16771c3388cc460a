using System.Text;
using Gateway.Access;
using Microsoft.Extensions.Options;
using NSwag.AspNetCore;
using Swashbuckle.AspNetCore.ReDoc;

namespace Gateway.Conformance.OpenApi;

/// <summary>
/// Swagger UI and ReDoc, served from this process alone. They are loaded when somebody first looks at them, and kept from loading
/// anything from elsewhere.
/// </summary>
internal sealed class DocsPages(IServiceProvider services, IOptions<AccessOptions> access, IOptions<DocsOptions> docs)
{
    public const string Path = "/docs";

    // NSwag's own page of ReDoc loads it, and its fonts, from the network.
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <title>%(DocumentTitle)</title>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <link href="index.css" rel="stylesheet" type="text/css">
        </head>
        <body>
          <div id="redoc-container"></div>
          <script type="module" src="index.js"></script>
        </body>
        </html>
        """;

    private readonly Lazy<RequestDelegate> pages = new(() => Build(services, access.Value, docs.Value));

    public Task AnswerAsync(HttpContext context)
    {
        // Static files step back from whoever was routed to an endpoint already: here that is ourselves.
        context.SetEndpoint(null);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + $"worker-src 'self' blob:; connect-src 'self' {string.Join(' ', Origins())}; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        return pages.Value(context);
    }

    private IEnumerable<string> Origins() => access.Value.Issuers.Select(issuer => new Uri(issuer.Issuer).GetLeftPart(UriPartial.Authority));

    private static RequestDelegate Build(IServiceProvider services, AccessOptions access, DocsOptions docs)
    {
        var app = new ApplicationBuilder(services);
        foreach (var (name, title) in (ReadOnlySpan<(string, string)>)[(ApiNames.Fhir, "FHIR API"), (ApiNames.Operations, "Operations API")])
        {
            app.UseReDoc((ReDocOptions page) =>
            {
                page.RoutePrefix = $"{Path.Trim('/')}/redoc/{name}";
                page.SpecUrl = AddressOf(name);
                page.DocumentTitle = title;
                page.IndexStream = () => new MemoryStream(Encoding.UTF8.GetBytes(Page));
            });
        }

        app.UseSwaggerUi(page =>
        {
            page.Path = Path;
            page.DocumentTitle = "FHIR messaging gateway";
            page.SwaggerRoutes.Add(new SwaggerUiRoute("FHIR API", AddressOf(ApiNames.Fhir)));
            page.SwaggerRoutes.Add(new SwaggerUiRoute("Operations API", AddressOf(ApiNames.Operations)));
            page.DocExpansion = "none";
            page.DefaultModelsExpandDepth = 0;
            page.ValidateSpecification = false;
            page.OAuth2Client = new OAuth2ClientSettings
            {
                ClientId = docs.ClientId ?? string.Empty,
                AppName = "FHIR messaging gateway",
                UsePkceWithAuthorizationCodeGrant = true,
            };
            foreach (var scope in (ReadOnlySpan<string>)["openid", "fhirUser", "launch/patient", "patient/*.cruds"])
            {
                page.OAuth2Client.Scopes.Add(scope);
            }

            // SMART: whom the token is for.
            page.OAuth2Client.AdditionalQueryStringParameters["aud"] = access.Audience;
        });
        return app.Build();
    }

    private static string AddressOf(string name) => $"/openapi/{name}.json";
}
