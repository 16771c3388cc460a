using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Gateway.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Sandbox;

/// <summary>SMART App Launch: a person signs in, an app gets a code and a token, and nobody else does.</summary>
public sealed class AppSignInTests(EhrFixture fixture) : IClassFixture<EhrFixture>, IDisposable
{
    private const string Redirect = "http://127.0.0.1:4999/callback";
    private const string Verifier = "a-verifier-that-is-long-enough-to-be-accepted-by-rfc-7636";

    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });

    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discovery_agrees_with_the_authorization_server()
    {
        var smart = await Ehr.Http.GetFromJsonAsync<JsonElement>($"{Ehr.FhirBase}/.well-known/smart-configuration", Cancel);
        var openId = await Ehr.Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration", Cancel);
        foreach (var member in (string[])["issuer", "jwks_uri", "authorization_endpoint", "token_endpoint"])
        {
            Assert.Equal(openId.GetProperty(member).GetString(), smart.GetProperty(member).GetString());
        }

        Assert.Equal(["S256"], openId.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()));
        Assert.Equal(["S256"], smart.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()));
    }

    [Fact]
    public async Task The_page_says_that_there_is_no_password()
    {
        using var page = await _browser.GetAsync($"{Authorize}?{Query(Request())}", Cancel);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no password", html, StringComparison.Ordinal);
        Assert.Contains("susie-smith", html, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_gives_a_token_with_its_patient_and_a_refresh_token_once()
    {
        var code = await CodeAsync(Request(), "susie-smith", "johnny-smith");
        using var answer = await RedeemAsync(code, Verifier);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        Assert.Equal("johnny-smith", body.GetProperty("patient").GetString());
        Assert.True(body.GetProperty("need_patient_banner").GetBoolean());
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        var claims = Claims(body.GetProperty("access_token").GetString()!);
        Assert.Equal("johnny-smith", claims.GetProperty("patient").GetString());
        Assert.Equal($"{Ehr.FhirBase}/Patient/susie-smith", claims.GetProperty("fhirUser").GetString());
        Assert.Equal("portal", claims.GetProperty("client_id").GetString());
        Assert.Contains(Ehr.Options.GatewayFhirBase, claims.GetProperty("aud").EnumerateArray().Select(audience => audience.GetString()));
        Assert.Equal($"{Ehr.FhirBase}/Patient/susie-smith", Claims(body.GetProperty("id_token").GetString()!).GetProperty("fhirUser").GetString());
        await Ehr.GetAsync("Patient/johnny-smith", body.GetProperty("access_token").GetString()!, Cancel);

        using var again = await RedeemAsync(code, Verifier);
        Assert.Equal("invalid_grant", await ErrorAsync(again));
    }

    [Fact]
    public async Task A_refresh_token_keeps_the_patient()
    {
        using var first = await RedeemAsync(await CodeAsync(Request(), "susie-smith", "johnny-smith"), Verifier);
        var refresh = (await first.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("refresh_token").GetString()!;
        using var answer = await Ehr.Http.PostAsync(Ehr.Options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "portal",
            ["refresh_token"] = refresh,
        }), Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        Assert.Equal("johnny-smith", body.GetProperty("patient").GetString());
    }

    [Fact]
    public async Task A_wrong_verifier_gets_nothing()
    {
        using var answer = await RedeemAsync(await CodeAsync(Request(), "susie-smith"), Verifier + "x");
        Assert.Equal("invalid_grant", await ErrorAsync(answer));
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("aud", null)]
    [InlineData("aud", "https://elsewhere.example/fhir")]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("client_id", "unknown-app")]
    [InlineData("launch", "made-up")]
    public async Task A_request_that_breaks_a_rule_gets_no_code(string field, string? value)
    {
        var request = Request();
        request.Remove(field);
        if (value is not null)
        {
            request[field] = value;
        }

        using var answer = await SubmitAsync(request, "susie-smith", null);
        Assert.DoesNotContain("code=", answer.Headers.Location?.Query ?? "", StringComparison.Ordinal);
        Assert.True(answer.Headers.Location is null || HttpUtility.ParseQueryString(answer.Headers.Location.Query)["error"] is not null);
    }

    [Fact]
    public async Task Scopes_of_a_system_are_not_granted_to_a_person()
    {
        var request = Request();
        request["scope"] = "patient/Patient.rs system/*.rs nonsense";
        using var answer = await RedeemAsync(await CodeAsync(request, "susie-smith"), Verifier);
        var claims = Claims((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("access_token").GetString()!);
        Assert.Equal("patient/Patient.rs", claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_launch_from_the_EHR_brings_its_chart()
    {
        using var launched = await _browser.GetAsync(new Uri(Ehr.Options.EhrUrl, "/sandbox/launch?patient=mark-smith&encounter=mark-visit"), Cancel);
        var query = HttpUtility.ParseQueryString(launched.Headers.Location!.Query);
        Assert.Equal(Ehr.FhirBase, query["iss"]);
        var request = Request();
        request["launch"] = query["launch"]!;
        using var answer = await RedeemAsync(await CodeAsync(request, "dr-lee"), Verifier);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(("mark-smith", "mark-visit"), (body.GetProperty("patient").GetString(), body.GetProperty("encounter").GetString()));
    }

    public void Dispose() => _browser.Dispose();

    private string Authorize => new Uri(Ehr.Options.EhrUrl, "/oauth2/authorize").ToString();

    private Dictionary<string, string> Request() => new()
    {
        ["response_type"] = "code",
        ["client_id"] = "portal",
        ["redirect_uri"] = Redirect,
        ["scope"] = "openid fhirUser offline_access patient/Patient.rs patient/Communication.crs user/Patient.rs",
        ["state"] = "some-state",
        ["aud"] = Ehr.Options.GatewayFhirBase,
        ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    };

    private async Task<string> CodeAsync(Dictionary<string, string> request, string user, string? patient = null)
    {
        using var answer = await SubmitAsync(request, user, patient);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancel));
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.Equal("some-state", query["state"]);
        return query["code"] ?? throw new InvalidOperationException(query["error_description"]);
    }

    private Task<HttpResponseMessage> SubmitAsync(Dictionary<string, string> request, string user, string? patient)
    {
        var form = new Dictionary<string, string>(request) { ["user"] = user };
        if (patient is not null)
        {
            form["patient"] = patient;
        }

        return _browser.PostAsync(Authorize, new FormUrlEncodedContent(form), Cancel);
    }

    private Task<HttpResponseMessage> RedeemAsync(string code, string verifier) =>
        Ehr.Http.PostAsync(Ehr.Options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "portal",
            ["redirect_uri"] = Redirect,
            ["code"] = code,
            ["code_verifier"] = verifier,
        }), Cancel);

    private static string Query(Dictionary<string, string> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    private static async Task<string?> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error").GetString();

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1])).RootElement;
}
