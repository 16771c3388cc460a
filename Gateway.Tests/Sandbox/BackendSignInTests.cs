using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Connections;
using Gateway.Tests.Connections;
using Gateway.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Sandbox;

/// <summary>SMART Backend Services: the gateway signs in with its key, and with nothing else.</summary>
public sealed class BackendSignInTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gateways_key_gives_a_token_that_the_EHR_takes()
    {
        using var answer = await AskAsync(Assertion(new JsonWebKey(await File.ReadAllTextAsync(Ehr.KeyFile, Cancel))));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        Assert.InRange(body.GetProperty("expires_in").GetInt32(), 290, 300);
        Assert.Equal("system/*.rs system/Communication.crs", body.GetProperty("scope").GetString());
        Assert.False(body.TryGetProperty("refresh_token", out _));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var token = body.GetProperty("access_token").GetString()!;
        await Ehr.GetAsync("Patient/susie-smith", token, Cancel);
        using var created = await Ehr.SendAsync(
            HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "backend").ToJsonString(), cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Fact]
    public async Task An_assertion_works_once()
    {
        var assertion = Assertion(GatewayKey());
        using var first = await AskAsync(assertion);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var replayed = await AskAsync(assertion);
        await AssertInvalidClientAsync(replayed);
    }

    [Fact]
    public async Task Another_key_is_an_invalid_client()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var made = curve.ExportParameters(includePrivateParameters: true);
        var stranger = GatewayKey();
        (stranger.X, stranger.Y, stranger.D) =
            (Base64UrlEncoder.Encode(made.Q.X), Base64UrlEncoder.Encode(made.Q.Y), Base64UrlEncoder.Encode(made.D));
        using var answer = await AskAsync(Assertion(stranger));
        await AssertInvalidClientAsync(answer);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task The_gateway_is_let_in_when_its_clock_is_a_minute_off(int seconds)
    {
        await using var host = ConnectedHost.To(
            new Uri(Ehr.FhirBase), Ehr.KeyFile, clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(seconds)), more: ("Ehr:Scope", "system/*.rs system/Communication.crs"));

        Assert.IsType<EhrAnswer.Found>(await host.Get<EhrClient>().ReadAsync("Patient/susie-smith", Cancel));
    }

    [Theory]
    [InlineData(-10, true, "gateway")]
    [InlineData(3600, true, "gateway")]
    [InlineData(120, false, "gateway")]
    [InlineData(120, true, "somebody")]
    public async Task An_assertion_that_breaks_a_rule_is_an_invalid_client(int seconds, bool withId, string issuer)
    {
        using var answer = await AskAsync(Assertion(GatewayKey(), seconds, withId, issuer));
        await AssertInvalidClientAsync(answer);
    }

    [Theory]
    [InlineData("https://elsewhere.example/oauth2/token")]
    [InlineData("https://elsewhere.example/")]
    public async Task An_assertion_for_another_server_is_an_invalid_client(string audience)
    {
        using var answer = await AskAsync(Assertion(GatewayKey(), audience: audience));
        await AssertInvalidClientAsync(answer);
    }

    [Fact]
    public async Task Scopes_of_people_are_not_granted_to_a_system()
    {
        using var answer = await AskAsync(Assertion(GatewayKey()), "system/Patient.rs user/Patient.rs patient/Patient.rs");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("system/Patient.rs", body.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Without_an_assertion_there_is_no_token()
    {
        using var answer = await Ehr.Http.PostAsync(Ehr.Options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "gateway",
            ["scope"] = "system/*.rs",
        }), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private JsonWebKey GatewayKey() => new(File.ReadAllText(Ehr.KeyFile));

    private string Assertion(JsonWebKey key, int seconds = 120, bool withId = true, string issuer = "gateway", string? audience = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = issuer,
            ["sub"] = issuer,
            ["aud"] = audience ?? Ehr.Options.TokenEndpoint,
            ["exp"] = now.AddSeconds(seconds).ToUnixTimeSeconds(),
        };
        if (withId)
        {
            claims["jti"] = Guid.NewGuid().ToString("N");
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha384),
        });
    }

    private Task<HttpResponseMessage> AskAsync(string assertion, string scope = "system/*.rs system/Communication.crs") =>
        Ehr.Http.PostAsync(Ehr.Options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = scope,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        }), Cancel);

    private static async Task AssertInvalidClientAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("invalid_client", body.GetProperty("error").GetString());
    }
}
