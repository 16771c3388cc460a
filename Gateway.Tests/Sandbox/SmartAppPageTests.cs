using System.Net;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartApp;

namespace Gateway.Tests.Sandbox;

/// <summary>The page that holds the add-on's place.</summary>
public sealed class SmartAppPageTests : IAsyncLifetime
{
    private readonly Uri _url = FreePort.Url();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = SmartAppHost.Build(["--urls", _url.ToString(), "--SmartApp:GatewayBase", "http://127.0.0.1:9/fhir", "--Logging:LogLevel:Default", "Warning"]);
        await _app.StartAsync();
        _http.BaseAddress = _url;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Links_to_the_running_parts_under_a_strict_policy()
    {
        using var answer = await _http.GetAsync("/", Cancel);
        Assert.Contains("http://127.0.0.1:9/fhir/metadata", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/landing.css")]
    [InlineData("/health")]
    public async Task Serves_what_the_page_needs(string path)
    {
        using var answer = await _http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Every_endpoint_says_who_may_come_in() =>
        Assert.All(_app.Services.GetRequiredService<EndpointDataSource>().Endpoints, endpoint =>
            Assert.True(endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null));
}
