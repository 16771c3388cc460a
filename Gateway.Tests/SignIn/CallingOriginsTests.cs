using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>From which pages browsers may call.</summary>
public sealed class CallingOriginsTests(CallingOriginsTests.Portal portal) : IClassFixture<CallingOriginsTests.Portal>
{
    private const string Configured = "https://portal.example.org";
    private const string Registered = "https://app.example.com:8443";
    private const string Stranger = "https://elsewhere.example";

    private RunningGateway Gateway => portal.Gateway;

    [Fact]
    public async Task What_is_public_may_be_read_from_any_page()
    {
        foreach (var path in (string[])["fhir/.well-known/smart-configuration", "fhir/metadata", "fhir/OperationDefinition/Communication-check", "oauth2/jwks"])
        {
            Assert.Equal("*", (await CallAsync(HttpMethod.Get, path, Stranger)).Headers.GetValueOrDefault("Access-Control-Allow-Origin"));
            Assert.Equal("*", (await PreflightAsync(path, "GET", Stranger)).Headers.GetValueOrDefault("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData(Configured, true)]
    [InlineData(Registered, true)]
    [InlineData(Stranger, false)]
    [InlineData("https://app.example.com", false)]
    [InlineData("http://app.example.com:8443", false)]
    [InlineData("null", false)]
    public async Task Everything_else_only_from_registered_pages(string origin, bool may)
    {
        foreach (var (path, method) in ((string, string)[])[("oauth2/token", "POST"), ("fhir/Communication", "POST"), ("fhir/Communication/abc", "PUT"), ("fhir/Communication/abc", "GET")])
        {
            var preflight = await PreflightAsync(path, method, origin);
            Assert.Equal(may ? origin : null, preflight.Headers.GetValueOrDefault("Access-Control-Allow-Origin"));
            Assert.False(preflight.Headers.ContainsKey("Access-Control-Allow-Credentials"));
            if (may)
            {
                Assert.Equal(204, preflight.Status);
                Assert.Contains(method, preflight.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
                Assert.Contains("Authorization", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
                Assert.Contains("X-Acting-For", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_page_sees_refusals_too_and_the_headers_it_needs()
    {
        var refused = await CallAsync(HttpMethod.Get, "fhir/Communication", Registered);

        Assert.Equal(401, refused.Status);
        Assert.Equal(Registered, refused.Headers["Access-Control-Allow-Origin"]);
        foreach (var header in (string[])["ETag", "Location", "X-Request-Id", "WWW-Authenticate", "Retry-After"])
        {
            Assert.Contains(header, refused.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("admin/clients")]
    [InlineData("health/ready")]
    public async Task What_is_for_operators_is_for_no_page(string path) =>
        Assert.False((await CallAsync(HttpMethod.Get, path, Registered)).Headers.ContainsKey("Access-Control-Allow-Origin"));

    [Fact]
    public async Task The_pages_of_a_disabled_client_may_not_call()
    {
        await Gateway.RegisterAsync(App("old-app", "https://old.example.org"));
        Assert.True((await PreflightAsync("oauth2/token", "POST", "https://old.example.org")).Headers.ContainsKey("Access-Control-Allow-Origin"));

        var disabled = App("old-app", "https://old.example.org");
        disabled["disabled"] = true;
        await Gateway.AdminAsync(HttpMethod.Put, "/old-app", disabled);

        Assert.False((await PreflightAsync("oauth2/token", "POST", "https://old.example.org")).Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    private static JsonObject App(string id, string origin) => new() { ["clientId"] = id, ["name"] = "An app", ["origins"] = new JsonArray(origin) };

    private Task<Answer> PreflightAsync(string path, string method, string origin) => CallAsync(
        HttpMethod.Options, path, origin, ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type,if-match,prefer"));

    private async Task<Answer> CallAsync(HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Gateway.Url, path));
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }

    /// <summary>One gateway for all tests here, with a registered app.</summary>
    public sealed class Portal : IAsyncLifetime
    {
        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Gateway = await RunningGateway.StartAsync(builder => builder.Configuration["SignIn:AllowedOrigins:0"] = Configured);
            await Gateway.RegisterAsync(App("app", Registered));
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
