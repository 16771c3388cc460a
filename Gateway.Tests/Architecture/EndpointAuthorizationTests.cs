using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Tests.Architecture;

public sealed class EndpointAuthorizationTests
{
    /// <summary>All that answers without a token, on purpose: nothing in it is about a patient.</summary>
    private static readonly string[] Anonymous =
    [
        "/docs/{**page}", "/fhir/.well-known/smart-configuration", "/fhir/Basic/{id}", "/fhir/CodeSystem/{id}", "/fhir/ImplementationGuide/{id}", "/fhir/Measure/{id}", "/fhir/OperationDefinition/{id}", "/fhir/SearchParameter/{id}",
        "/fhir/StructureDefinition/{id}", "/fhir/ValueSet/{id}", "/fhir/metadata", "/health/live", "/health/ready",
        "/oauth2/jwks", "/oauth2/token", "/openapi/fhir.json", "/openapi/operations.json", "/schemas/policy.json",
    ];

    [Fact]
    public async Task Each_endpoint_says_who_may_call_it()
    {
        await using var gateway = Build();
        var endpoints = EndpointsOf(gateway);

        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(endpoint => !IsAnonymous(endpoint) && !NeedsToken(endpoint)).Select(PatternOf));
    }

    [Fact]
    public async Task No_endpoint_says_both()
    {
        await using var gateway = Build();

        Assert.Empty(EndpointsOf(gateway).Where(endpoint => IsAnonymous(endpoint) && NeedsToken(endpoint)).Select(PatternOf));
    }

    [Fact]
    public async Task Only_the_listed_endpoints_answer_without_a_token()
    {
        await using var gateway = Build();

        Assert.Equal(Anonymous, EndpointsOf(gateway).Where(IsAnonymous).Select(PatternOf).Distinct().Order(StringComparer.Ordinal));
    }

    private static WebApplication Build() => GatewayHost.Build(
    [
        "--urls=http://127.0.0.1:0",
        "--Gateway:PublicBase=http://127.0.0.1:5080/fhir",
        "--Access:Audience=http://127.0.0.1:5080/fhir",
        "--Access:Issuers:0:Issuer=http://127.0.0.1:5090/",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        "--Ehr:FhirBase=http://127.0.0.1:5090/fhir",
        "--Storage:Provider=Sqlite",
        "--Storage:ConnectionString=Data Source=never-opened.db",
        "--Telemetry:Prometheus=true",
    ]);

    private static RouteEndpoint[] EndpointsOf(IEndpointRouteBuilder gateway) =>
        [.. gateway.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static bool IsAnonymous(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool NeedsToken(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');
}
