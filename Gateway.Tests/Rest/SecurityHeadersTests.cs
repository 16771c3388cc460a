using Gateway.Tests.Support;

namespace Gateway.Tests.Rest;

public sealed class SecurityHeadersTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("/fhir/Communication", 200)]
    [InlineData("/fhir/Communication/none", 404)]
    [InlineData("/fhir/Nonsense", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/fhir/Communication?_format=ttl", 406)]
    public async Task What_needs_a_token_is_kept_by_nobody(string path, int status)
    {
        var answer = await SendAsync(path, await fixture.Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal(status, answer.Status);
        AssertHardened(answer);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.StartsWith("default-src 'none'; frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_are_refusals()
    {
        var answer = await SendAsync("/fhir/Communication", null);

        Assert.Equal(401, answer.Status);
        AssertHardened(answer);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("/fhir/metadata", "no-cache")]
    [InlineData("/openapi/fhir.json", "no-cache")]
    [InlineData("/docs/index.html", null)]
    [InlineData("/health/live", null)]
    public async Task What_is_public_is_hardened_as_well(string path, string? cache)
    {
        var answer = await SendAsync(path, null);

        Assert.Equal(200, answer.Status);
        AssertHardened(answer);
        Assert.True(cache is null || answer.Headers["Cache-Control"] == cache);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    private static void AssertHardened(Answer answer)
    {
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.False(answer.Headers.ContainsKey("Server"));
        // Nobody said that this connection is encrypted.
        Assert.False(answer.Headers.ContainsKey("Strict-Transport-Security"));
    }

    private async Task<Answer> SendAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var response = await fixture.Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
