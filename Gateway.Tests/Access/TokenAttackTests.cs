using Gateway.Tests.Access.Issuers;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access;

/// <summary>Forged and malformed tokens, through the front door: each gets exactly what somebody without a token gets.</summary>
public sealed class TokenAttackTests(TokenAttackFixture fixture) : IClassFixture<TokenAttackFixture>
{
    public static TheoryData<string> Attacks => [.. TokenAttacks.All.Keys];

    private string Message => $"Communication/{fixture.MessageId}";

    [Fact]
    public async Task The_token_that_is_forged_would_be_good()
    {
        var answer = await fixture.Gateway.GetAsync(Message, fixture.Good().Signed());

        Assert.Equal(200, answer.Status);
        Assert.Contains("marmalade canary", answer.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await fixture.Gateway.GetAsync(Message, fixture.Good().SignedBy(fixture.Issuer.Elliptic).Signed())).Status);
        Assert.Equal(200, (await fixture.Gateway.GetAsync(Message, AToken.Of(fixture.Other, fixture.Gateway.FhirBase).Signed())).Status);
        Assert.Equal(200, (await SendAsync(("Authorization", $"bearer {fixture.Good().Signed()}"))).Status);
    }

    [Fact]
    public void Somebody_without_a_token_is_told_to_sign_in_and_no_more()
    {
        Assert.Equal(401, fixture.Stranger.Status);
        Assert.Equal("Bearer", fixture.Stranger.Headers["WWW-Authenticate"]);
        Assert.Equal("login", (string?)fixture.Stranger.Json["issue"]![0]!["code"]);
        Assert.Single(fixture.Stranger.Json["issue"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_forged_token_gets_what_none_gets(string attack)
    {
        var answer = await SendAsync(("Authorization", TokenAttacks.All[attack](fixture)));

        AssertStranger(answer);
        Assert.Empty(fixture.Forger.Strangers);
        Assert.Equal(0, fixture.Forger.KeysRead);
    }

    [Fact]
    public async Task Nor_does_it_help_where_there_is_one_issuer_only()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:Issuers:0:Issuer"] = fixture.Issuer.Url,
            ["Access:Audience"] = fixture.Gateway.FhirBase,
        }));
        Assert.Equal(404, (await SendAsync(gateway, ("Authorization", $"Bearer {fixture.Good().Signed()}"))).Status);

        foreach (var (attack, header) in TokenAttacks.All)
        {
            var answer = await SendAsync(gateway, ("Authorization", header(fixture)));
            Assert.True(answer.Status == 401 && answer.Body == fixture.Stranger.Body, attack);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_headers_are_none(bool isGoodFirst)
    {
        string[] tokens = [$"Bearer {fixture.Good().Signed()}", $"Bearer {fixture.Good().SignedBy(fixture.Forger.Key).Signed()}"];
        // Known to be good by itself, so that it would be recognised.
        Assert.Equal(200, (await SendAsync(("Authorization", tokens[0]))).Status);

        AssertStranger(await SendAsync(("Authorization", tokens[isGoodFirst ? 0 : 1]), ("Authorization", tokens[isGoodFirst ? 1 : 0])));
        AssertStranger(await SendAsync(("Authorization", tokens[0]), ("Authorization", "Basic cG9ydGFsOng=")));
        AssertStranger(await SendAsync(("Authorization", tokens[0]), ("Authorization", tokens[0])));
    }

    [Theory]
    [InlineData("X-Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Cookie")]
    [InlineData("DPoP")]
    public async Task A_token_in_another_header_is_none(string header) =>
        AssertStranger(await SendAsync((header, header == "Cookie" ? $"access_token={fixture.Good().Signed()}" : $"Bearer {fixture.Good().Signed()}")));

    [Fact]
    public async Task A_token_in_the_address_is_none() =>
        AssertStranger(await fixture.Gateway.SendAsync(HttpMethod.Get, $"{Message}?access_token={fixture.Good().Signed()}", null));

    [Fact]
    public async Task A_token_in_a_form_is_none()
    {
        var answer = await fixture.Gateway.SendAsync(
            HttpMethod.Post, "Communication/_search", null, $"access_token={fixture.Good().Signed()}", "application/x-www-form-urlencoded");

        AssertStranger(answer);
    }

    [Fact]
    public async Task A_header_beyond_all_measure_is_cut_off()
    {
        var answer = await SendAsync(("Authorization", $"Bearer {fixture.Good().With("x", new string('x', 60_000)).Signed()}"));

        Assert.Equal(431, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task What_was_tried_is_not_logged()
    {
        var forged = fixture.Good().SignedBy(fixture.Forger.Key).With("sub", "nightingale-canary").Signed();
        await SendAsync(("Authorization", $"Bearer {forged}"));

        Assert.NotEmpty(fixture.Gateway.Log.Lines);
        Assert.DoesNotContain(fixture.Gateway.Log.Lines, line =>
            line.Contains(forged.Split('.')[1], StringComparison.Ordinal) || line.Contains("nightingale-canary", StringComparison.Ordinal));
    }

    private void AssertStranger(Answer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal(fixture.Stranger.Body, answer.Body);
        Assert.Equal(
            fixture.Stranger.Headers.Keys.Order(StringComparer.Ordinal), answer.Headers.Keys.Order(StringComparer.Ordinal));
    }

    private Task<Answer> SendAsync(params (string Name, string Value)[] headers) => SendAsync(fixture.Gateway, headers);

    private async Task<Answer> SendAsync(RunningGateway gateway, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{gateway.FhirBase}/{Message}");
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
