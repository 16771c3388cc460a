using System.Text.Json.Nodes;
using Gateway.Interactions;
using Gateway.Search.Definitions;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Conformance;

/// <summary>The API documents and the pages that show them.</summary>
public sealed class ApiDocumentTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Each_mapped_FHIR_endpoint_is_in_the_document_and_nothing_else_is()
    {
        var mapped = fixture.Gateway.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => (endpoint, Path: $"/{endpoint.RoutePattern.RawText!.Trim('/')}/"))
            .Where(route => route.Path.StartsWith("/fhir/", StringComparison.Ordinal))
            .SelectMany(route => route.endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Where(method => method != "HEAD")
                .Select(method => $"{method} {route.Path["/fhir".Length..]}"));

        var described = (await DocumentAsync("fhir"))["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}/"));

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("fhir")]
    [InlineData("operations")]
    public async Task Each_operation_has_a_name_of_its_own(string document)
    {
        var names = Operations(await DocumentAsync(document)).Select(operation => (string)operation["operationId"]!).ToArray();

        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task The_document_for_operators_names_everything_else_that_is_mapped()
    {
        var mapped = fixture.Gateway.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}")
            .Where(path => !$"{path}/".StartsWith("/fhir/", StringComparison.Ordinal));

        var described = (await DocumentAsync("operations"))["paths"]!.AsObject().Select(path => path.Key);

        Assert.Contains("/health/ready", described);
        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_search_names_each_parameter_of_its_type()
    {
        var document = await DocumentAsync("fhir");

        Assert.All(ServedTypes.All, type =>
        {
            var described = document["paths"]![$"/{type.Name}"]!["get"]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["$ref"]).ToArray();
            Assert.All(SearchParameters.Of(type.Name), definition => Assert.Contains($"#/components/parameters/{type.Name}.{definition.Code}", described));
        });
    }

    [Fact]
    public async Task The_server_is_the_base_that_clients_use() =>
        Assert.Equal(fixture.Gateway.FhirBase, (string?)(await DocumentAsync("fhir"))["servers"]![0]!["url"]);

    [Fact]
    public async Task The_example_that_is_said_to_be_taken_is_taken()
    {
        var answer = await fixture.Gateway.PostAsync(await ExampleAsync("accepted"), await fixture.Gateway.Ehr.TokenAsync("susie-smith"));

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task The_example_that_is_said_to_be_given_back_is_answered_as_it_is_said()
    {
        var answer = await fixture.Gateway.PostAsync(await ExampleAsync("aboutJohnny"), await fixture.Gateway.Ehr.TokenAsync("susie-smith"));

        Assert.Equal(422, answer.Status);
        var said = (await DocumentAsync("fhir"))["components"]!["responses"]!["UnprocessableEntity"]!["content"]!["application/fhir+json"]!["example"]!["issue"]![0]!;
        var issue = answer.Json["issue"]![0]!;
        Assert.Equal(said["details"]!.ToJsonString(), issue["details"]!.ToJsonString());
        Assert.Equal(said["expression"]!.ToJsonString(), issue["expression"]!.ToJsonString());
        Assert.Contains(said["extension"]![0]!.ToJsonString(), issue["extension"]!.AsArray().Select(extension => extension!.ToJsonString()));
    }

    [Fact]
    public async Task What_needs_no_token_says_so_and_the_rest_asks_for_one()
    {
        var document = await DocumentAsync("fhir");

        Assert.Equal(2, document["security"]!.AsArray().Count);
        Assert.Empty(document["paths"]!["/metadata"]!["get"]!["security"]!.AsArray());
        Assert.Null(document["paths"]!["/Communication"]!["post"]!["security"]);
    }

    [Fact]
    public async Task The_pages_can_sign_in_at_the_sandbox_with_the_scheme_of_the_document()
    {
        var scheme = (await DocumentAsync("fhir"))["components"]!["securitySchemes"]!["smart"]!["flows"]!["authorizationCode"]!;
        var redirect = new Uri(fixture.Gateway.Url, "/docs/oauth2-redirect.html");
        var request = $"{(string?)scheme["authorizationUrl"]}?response_type=code&client_id=docs&redirect_uri={Uri.EscapeDataString(redirect.ToString())}"
            + $"&scope=openid%20patient/*.cruds&aud={Uri.EscapeDataString(fixture.Gateway.FhirBase)}"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=s";

        using var page = await fixture.Gateway.Http.GetAsync(new Uri(request), TestContext.Current.CancellationToken);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, (string?)scheme["tokenUrl"]);
        preflight.Headers.Add("Origin", fixture.Gateway.Url.GetLeftPart(UriPartial.Authority));
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var allowed = await fixture.Gateway.Http.SendAsync(preflight, TestContext.Current.CancellationToken);

        Assert.True(page.IsSuccessStatusCode);
        Assert.Contains("Sign in", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([fixture.Gateway.Url.GetLeftPart(UriPartial.Authority)], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("docs/index.html")]
    [InlineData("docs/redoc/fhir/index.html")]
    [InlineData("docs/redoc/operations/index.html")]
    public async Task A_page_loads_nothing_from_elsewhere(string page)
    {
        using var answer = await fixture.Gateway.Http.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/swagger-ui-bundle.js")]
    [InlineData("docs/oauth2-redirect.html")]
    [InlineData("docs/redoc/fhir/redoc.standalone.js")]
    public async Task What_a_page_loads_is_served_here(string file)
    {
        using var answer = await fixture.Gateway.Http.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private async Task<JsonNode> ExampleAsync(string name) =>
        (await DocumentAsync("fhir"))["paths"]!["/Communication"]!["post"]!["requestBody"]!["content"]!["application/fhir+json"]!["examples"]![name]!["value"]!;

    private async Task<JsonNode> DocumentAsync(string name)
    {
        var json = await fixture.Gateway.Http.GetStringAsync(new Uri($"openapi/{name}.json", UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(json)!;
    }
}
