using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Tests.Support;
using global::Sandbox.Ehr.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Sandbox;

/// <summary>Who may see and file what, and the token endpoint for scripts.</summary>
public sealed class AccessTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Without_a_valid_token_there_is_a_challenge(string? token)
    {
        using var answer = await Ehr.SendAsync(HttpMethod.Get, "Patient/susie-smith", token, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_token_that_is_over_or_for_another_server_is_refused()
    {
        foreach (var token in (string[])[await Ehr.TokenAsync("system", expiresIn: -10), await Ehr.TokenAsync("system", audience: "http://127.0.0.1:1/fhir")])
        {
            using var answer = await Ehr.SendAsync(HttpMethod.Get, "Patient/susie-smith", token, cancellationToken: Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_of_another_EHR_is_refused()
    {
        await using var other = await RunningEhr.StartAsync();
        using var answer = await Ehr.SendAsync(HttpMethod.Get, "Patient/susie-smith", await other.TokenAsync("system", audience: Ehr.FhirBase),
            cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("susie-smith", null, "Patient/susie-smith", HttpStatusCode.OK)]
    [InlineData("susie-smith", null, "Patient/mark-smith", HttpStatusCode.NotFound)]
    [InlineData("susie-smith", null, "Communication/johnny-thread-1", HttpStatusCode.NotFound)]
    [InlineData("susie-smith", null, "Encounter/mark-visit", HttpStatusCode.NotFound)]
    [InlineData("susie-smith", null, "CareTeam/pool-refill", HttpStatusCode.OK)]
    [InlineData("susie-smith", null, "Practitioner/dr-lee", HttpStatusCode.OK)]
    [InlineData("susie-smith", "patient/Communication.rs", "Patient/susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("susie-smith", "patient/Patient.rs?name=susie", "Patient/susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("susie-smith", "patient/Patient.sr", "Patient/susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("susie-smith", "system/*.rs", "Patient/susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("susie-smith", "user/Patient.rs", "Patient/mark-smith", HttpStatusCode.NotFound)]
    [InlineData("susie-for-johnny", null, "Patient/johnny-smith", HttpStatusCode.OK)]
    [InlineData("dr-lee", null, "Patient/mark-smith", HttpStatusCode.OK)]
    [InlineData("dr-lee", "patient/Patient.rs", "Patient/mark-smith", HttpStatusCode.Forbidden)]
    [InlineData("dr-lee", "user/Patient.read", "Patient/mark-smith", HttpStatusCode.OK)]
    public async Task A_read_goes_as_far_as_the_token_reaches(string user, string? scope, string path, HttpStatusCode status)
    {
        using var answer = await Ehr.SendAsync(HttpMethod.Get, path, await Ehr.TokenAsync(user, scope: scope), cancellationToken: Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("Communication")]
    [InlineData("Patient")]
    [InlineData("RelatedPerson")]
    [InlineData("Encounter")]
    public async Task A_patients_search_finds_nothing_of_anybody_else(string type)
    {
        var token = await Ehr.TokenAsync("johnny-smith");
        var bundle = await Ehr.GetAsync(type, token, Cancel);
        Assert.NotEmpty(Messages.Matches(bundle));
        Assert.All(Messages.Matches(bundle), match => Assert.Contains("johnny", match.GetRawText(), StringComparison.Ordinal));
        Assert.Empty(Messages.Matches(await Ehr.GetAsync($"{type}?_id=mark-smith,susie-visit,susie-thread-1", token, Cancel)));
    }

    [Theory]
    [InlineData("susie-smith", null, "susie-smith", HttpStatusCode.Created)]
    [InlineData("susie-smith", null, "mark-smith", HttpStatusCode.Forbidden)]
    [InlineData("susie-smith", "patient/Communication.rs", "susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("system", "system/*.rs", "susie-smith", HttpStatusCode.Forbidden)]
    [InlineData("dr-lee", null, "mark-smith", HttpStatusCode.Created)]
    public async Task A_create_needs_its_scope_and_its_chart(string user, string? scope, string patient, HttpStatusCode status)
    {
        var body = Messages.About(patient, "access").ToJsonString();
        using var answer = await Ehr.SendAsync(HttpMethod.Post, "Communication", await Ehr.TokenAsync(user, scope: scope), body, cancellationToken: Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("nobody", null)]
    [InlineData("", null)]
    [InlineData("susie-smith", "nobody")]
    public async Task There_is_no_token_for_somebody_unknown(string user, string? patient)
    {
        using var answer = await Ehr.TokenAnswerAsync(user, patient);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("There is no ", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_says_who_for_whom_and_where()
    {
        using var answer = await Ehr.TokenAnswerAsync("susie-smith", "johnny-smith", client: "some-app");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("johnny-smith", body.GetProperty("patient").GetString());
        var claims = Claims(body.GetProperty("access_token").GetString()!);
        Assert.Equal($"{Ehr.FhirBase}/Patient/susie-smith", claims.GetProperty("fhirUser").GetString());
        Assert.Equal("johnny-smith", claims.GetProperty("patient").GetString());
        Assert.Equal("some-app", claims.GetProperty("client_id").GetString());
        Assert.Equal(Ehr.Options.Issuer, claims.GetProperty("iss").GetString());
        Assert.Equal([Ehr.Options.GatewayFhirBase, Ehr.FhirBase], claims.GetProperty("aud").EnumerateArray().Select(audience => audience.GetString()));
    }

    [Fact]
    public void Every_endpoint_says_who_may_come_in() =>
        Assert.All(Ehr.Services.GetRequiredService<EndpointDataSource>().Endpoints, endpoint =>
            Assert.True(endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null));

    [Theory]
    [InlineData("patient/Communication.crs", "patient", "Communication", "crs")]
    [InlineData("system/*.read", "system", "*", "rs")]
    [InlineData("user/Task.*", "user", "Task", "cruds")]
    [InlineData("patient/Communication.dus", null, null, null)]
    [InlineData("patient/Communication.", null, null, null)]
    [InlineData("patient/Communication.rs?category=x", null, null, null)]
    [InlineData("launch/patient", null, null, null)]
    public void A_scope_is_read_exactly_or_not_at_all(string text, string? context, string? type, string? permissions)
    {
        var scope = SmartScope.Parse(text);
        Assert.Equal((context, type, permissions), (scope?.Context, scope?.Type, scope?.Permissions));
    }

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1])).RootElement;
}
