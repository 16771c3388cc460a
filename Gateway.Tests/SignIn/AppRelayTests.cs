using System.Security.Cryptography;
using System.Text;
using System.Web;
using Gateway.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.SignIn;

/// <summary>Apps find their tokens at the same endpoint: what the issuer says is passed on.</summary>
public sealed class AppRelayTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>, IDisposable
{
    private const string Redirect = "http://127.0.0.1:4998/callback";
    private const string Verifier = "a-verifier-for-the-relay-that-is-long-enough-for-rfc-7636";

    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false });

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_code_becomes_a_token_and_a_refresh_token_the_next()
    {
        var answer = await RedeemAsync(await CodeAsync());
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal(("no-store", "no-cache"), (answer.Headers["Cache-Control"], answer.Headers["Pragma"]));
        Assert.Equal("susie-smith", (string?)answer.Json["patient"]);
        Assert.Equal(200, (await Gateway.GetAsync("Communication", (string)answer.Json["access_token"]!)).Status);

        var refreshed = await Gateway.AskForTokenAsync(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "portal",
            ["refresh_token"] = (string)answer.Json["refresh_token"]!,
        });
        Assert.Equal((200, "susie-smith"), (refreshed.Status, (string?)refreshed.Json["patient"]));
    }

    [Fact]
    public async Task A_refusal_is_the_issuer_s_own()
    {
        var answer = await RedeemAsync("made-up");

        Assert.Equal((400, "invalid_grant"), (answer.Status, (string?)answer.Json["error"]));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Codes_and_tokens_stay_out_of_the_log()
    {
        var code = await CodeAsync();
        var answer = await RedeemAsync(code);

        var log = string.Join('\n', Gateway.Log.Lines);
        Assert.DoesNotContain(code, log, StringComparison.Ordinal);
        Assert.DoesNotContain((string)answer.Json["access_token"]!, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_issuer_is_away_the_app_is_told_to_come_back()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await gateway.GetAsync(".well-known/smart-configuration", token: null);
        await gateway.Ehr.StopAsync();

        var answer = await gateway.AskForTokenAsync(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = "x" });

        Assert.Equal((503, """{"error":"temporarily_unavailable"}""", "5"), (answer.Status, answer.Body, answer.Headers["Retry-After"]));
        await gateway.Ehr.RestartAsync();
    }

    public void Dispose() => browser.Dispose();

    private Task<Answer> RedeemAsync(string code) => Gateway.AskForTokenAsync(new Dictionary<string, string>
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = "portal",
        ["redirect_uri"] = Redirect,
        ["code"] = code,
        ["code_verifier"] = Verifier,
    });

    private async Task<string> CodeAsync()
    {
        var authorize = (string)(await Gateway.GetAsync(".well-known/smart-configuration", token: null)).Json["authorization_endpoint"]!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = "portal",
            ["redirect_uri"] = Redirect,
            ["scope"] = "openid fhirUser offline_access launch/patient patient/Communication.crs",
            ["state"] = "s",
            ["aud"] = Gateway.FhirBase,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
            ["user"] = "susie-smith",
        });
        using var answer = await browser.PostAsync(new Uri(authorize), form, TestContext.Current.CancellationToken);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code"]!;
    }
}
