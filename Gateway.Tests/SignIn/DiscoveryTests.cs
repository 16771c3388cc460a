using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>What clients are told about signing in, held against what works.</summary>
public sealed class DiscoveryTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = ".well-known/smart-configuration";

    private RunningGateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData(null)]
    [InlineData("application/fhir+xml")]
    [InlineData("text/html")]
    [InlineData("application/fhir+json")]
    public async Task It_is_JSON_whatever_is_asked_for(string? accept)
    {
        var answer = await Gateway.SendAsync(HttpMethod.Get, Path, token: null, headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
    }

    [Fact]
    public async Task It_names_one_token_endpoint_and_the_issuer_of_apps()
    {
        var document = await DocumentAsync();

        Assert.Equal(Gateway.TokenUrl(), (string?)document["token_endpoint"]);
        var ehr = Gateway.Ehr.Options.EhrUrl;
        Assert.Equal(ehr.ToString(), (string?)document["issuer"]);
        Assert.Equal(new Uri(ehr, ".well-known/jwks").ToString(), (string?)document["jwks_uri"]);
        Assert.Equal(new Uri(ehr, "oauth2/authorize").ToString(), (string?)document["authorization_endpoint"]);
        Assert.Equal(["authorization_code", "refresh_token", "client_credentials"], Texts(document, "grant_types_supported"));
        Assert.Equal(["S256"], Texts(document, "code_challenge_methods_supported"));
        Assert.Contains("private_key_jwt", Texts(document, "token_endpoint_auth_methods_supported"));
        Assert.All(["RS384", "ES384"], algorithm => Assert.Contains(algorithm, Texts(document, "token_endpoint_auth_signing_alg_values_supported")));
        Assert.All(
            ["client-confidential-asymmetric", "sso-openid-connect", "permission-v1", "permission-v2"],
            capability => Assert.Contains(capability, Texts(document, "capabilities")));
    }

    [Theory]
    [InlineData("token_endpoint")]
    [InlineData("authorization_endpoint")]
    [InlineData("jwks_uri")]
    public async Task Each_address_it_names_answers(string member)
    {
        using var answer = await Gateway.Http.GetAsync(new Uri((string)(await DocumentAsync())[member]!), TestContext.Current.CancellationToken);

        // Asked without what they need, they refuse; nobody says that nothing is there.
        Assert.NotEqual(404, (int)answer.StatusCode);
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    [Fact]
    public async Task Without_a_key_systems_are_not_told_to_come()
    {
        await using var keyless = await StartWithoutAsync("SignIn:KeyFiles:0");
        using var system = new ASystem();
        await keyless.RegisterAsync(system.Registration());

        var document = (await keyless.GetAsync(Path, token: null)).Json;
        Assert.Equal(["authorization_code", "refresh_token"], Texts(document, "grant_types_supported"));
        Assert.DoesNotContain("client-confidential-asymmetric", Texts(document, "capabilities"));
        var answer = await keyless.AskForTokenAsync(ASystem.Form(system.Assertion(keyless.TokenUrl())));
        Assert.Equal((400, """{"error":"unsupported_grant_type"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Without_an_issuer_of_apps_they_are_not_told_to_come()
    {
        await using var lone = await StartWithoutAsync("Access:Issuers:0:Issuer", "Access:Issuers:0:RequireHttpsMetadata");

        var document = (await lone.GetAsync(Path, token: null)).Json;
        Assert.Equal(["client_credentials"], Texts(document, "grant_types_supported"));
        Assert.Null(document["authorization_endpoint"]);
        Assert.Null(document["issuer"]);
        var answer = await lone.AskForTokenAsync(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = "x" });
        Assert.Equal((400, """{"error":"unsupported_grant_type"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task While_the_issuer_of_apps_was_never_reached_it_is_not_half_told()
    {
        await using var early = await RunningGateway.StartAsync(startGateway: false);
        await early.Ehr.StopAsync();
        await early.StartGatewayAsync();

        var answer = await early.GetAsync(Path, token: null);
        Assert.Equal((503, "5"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Equal(200, (await early.GetAsync("metadata", token: null)).Status);

        await early.Ehr.RestartAsync();
        for (var attempt = 0; attempt < 300 && answer.Status == 503; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            answer = await early.GetAsync(Path, token: null);
        }

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task The_capability_statement_names_the_same_addresses()
    {
        await DocumentAsync();
        var security = (await Gateway.GetAsync("metadata", token: null)).Json["rest"]![0]!["security"]!;

        Assert.True((bool)security["cors"]!);
        Assert.Equal("SMART-on-FHIR", (string?)security["service"]![0]!["coding"]![0]!["code"]);
        var addresses = security["extension"]![0]!["extension"]!.AsArray().ToDictionary(part => (string)part!["url"]!, part => (string?)part!["valueUri"]);
        Assert.Equal(Gateway.TokenUrl(), addresses["token"]);
        Assert.Equal((string?)(await DocumentAsync())["authorization_endpoint"], addresses["authorize"]);
    }

    [Fact]
    public async Task The_keys_of_the_gateway_are_published_without_their_secret()
    {
        using var answer = await Gateway.Http.GetAsync(new Uri("oauth2/jwks", UriKind.Relative), TestContext.Current.CancellationToken);
        var keys = (await Answer.ReadAsync(answer)).Json["keys"]!.AsArray();

        Assert.Equal(["kty", "kid", "use", "alg", "crv", "x", "y"], Assert.Single(keys)!.AsObject().Select(member => member.Key));
    }

    private static async Task<RunningGateway> StartWithoutAsync(params string[] settings)
    {
        var gateway = await RunningGateway.StartAsync(startGateway: false);
        foreach (var setting in settings)
        {
            gateway.Settings[setting] = null;
        }

        await gateway.StartGatewayAsync();
        return gateway;
    }

    private static string[] Texts(JsonNode document, string member) => [.. document[member]!.AsArray().Select(text => (string)text!)];

    private async Task<JsonNode> DocumentAsync() => (await Gateway.GetAsync(Path, token: null)).Json;
}
