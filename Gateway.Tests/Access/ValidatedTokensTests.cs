using System.Security.Claims;
using Gateway.Access;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Access;

public sealed class ValidatedTokensTests
{
    private static readonly ClaimsPrincipal Susie = new(new ClaimsIdentity([new Claim("sub", "susie-smith")], "test"));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_token_that_was_found_valid_is_recognised()
    {
        var tokens = Keeping("token", lastsSeconds: 300);

        Assert.Same(Susie, tokens.Find("issuer", "token"));
    }

    [Theory]
    [InlineData("issuer", "Token")]
    [InlineData("issuer", "token ")]
    [InlineData("another issuer", "token")]
    public void Another_token_or_another_issuer_is_not(string scheme, string token) => Assert.Null(Keeping("token", 300).Find(scheme, token));

    [Fact]
    public void It_is_forgotten_with_its_own_end()
    {
        var tokens = Keeping("token", lastsSeconds: 10);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(tokens.Find("issuer", "token"));
    }

    [Fact]
    public void And_after_a_minute_at_the_latest_so_that_a_withdrawn_key_counts()
    {
        var tokens = Keeping("token", lastsSeconds: 3600);
        clock.Advance(ValidatedTokens.Longest);

        Assert.Null(tokens.Find("issuer", "token"));
    }

    [Fact]
    public void A_flood_of_tokens_takes_bounded_memory_and_makes_room_once_they_ended()
    {
        var tokens = new ValidatedTokens(clock);
        for (var i = 0; i < 10_001; i++)
        {
            tokens.Keep("issuer", $"token-{i}", Susie, clock.GetUtcNow().UtcDateTime.AddSeconds(30));
        }

        Assert.Null(tokens.Find("issuer", "token-10000"));
        clock.Advance(TimeSpan.FromSeconds(31));
        tokens.Keep("issuer", "late", Susie, clock.GetUtcNow().UtcDateTime.AddSeconds(30));
        Assert.Same(Susie, tokens.Find("issuer", "late"));
    }

    private ValidatedTokens Keeping(string token, int lastsSeconds)
    {
        var tokens = new ValidatedTokens(clock);
        tokens.Keep("issuer", token, Susie, clock.GetUtcNow().UtcDateTime.AddSeconds(lastsSeconds));
        return tokens;
    }
}
