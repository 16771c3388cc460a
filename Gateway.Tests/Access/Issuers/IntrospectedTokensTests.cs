using System.Security.Claims;
using Gateway.Access.Issuers;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Access.Issuers;

public sealed class IntrospectedTokensTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly IntrospectedTokens tokens;
    private int asked;

    public IntrospectedTokensTests() => tokens = new IntrospectedTokens(clock);

    [Theory]
    [InlineData(3600, 59, 1)]
    [InlineData(3600, 60, 2)]
    [InlineData(10, 9, 1)]
    [InlineData(10, 10, 2)]
    public async Task A_good_token_is_asked_about_again_after_a_minute_or_its_own_end(int lasts, int after, int questions)
    {
        var end = clock.GetUtcNow().AddSeconds(lasts);
        await FindAsync("a", new Introspection.Active(new ClaimsPrincipal(), end));
        clock.Advance(TimeSpan.FromSeconds(after));
        await FindAsync("a", new Introspection.Active(new ClaimsPrincipal(), end));

        Assert.Equal(questions, asked);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public async Task A_bad_one_after_a_few_seconds(int after, int questions)
    {
        await FindAsync("a", new Introspection.Inactive());
        clock.Advance(TimeSpan.FromSeconds(after));
        await FindAsync("a", new Introspection.Inactive());

        Assert.Equal(questions, asked);
    }

    [Fact]
    public async Task Silence_and_a_question_that_failed_are_not_remembered()
    {
        await FindAsync("a", new Introspection.Away());
        await FindAsync("a", new Introspection.Away());
        Assert.Equal(2, asked);

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await tokens.FindAsync("b", _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
        Assert.IsType<Introspection.Inactive>(await FindAsync("b", new Introspection.Inactive()));
    }

    [Fact]
    public async Task A_flood_of_invented_tokens_does_not_push_out_the_good_ones()
    {
        var good = new Introspection.Active(new ClaimsPrincipal(), clock.GetUtcNow().AddHours(1));
        await FindAsync("good", good);
        for (var i = 0; i < 10_500; i++)
        {
            await FindAsync($"invented-{i}", new Introspection.Inactive());
        }

        asked = 0;
        await FindAsync("good", good);
        Assert.Equal(0, asked);
    }

    private ValueTask<Introspection> FindAsync(string token, Introspection answer) => tokens.FindAsync(
        token,
        _ =>
        {
            asked++;
            return Task.FromResult(answer);
        },
        TestContext.Current.CancellationToken);
}
