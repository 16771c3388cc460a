using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Where something breaks, people read what to do, and nothing of how it broke.</summary>
public sealed class ProblemTests(ProblemTests.Fixture fixture) : IClassFixture<ProblemTests.Fixture>
{
    [Fact]
    public async Task A_page_that_breaks_half_way_is_a_page_that_says_so()
    {
        await using var browser = await fixture.House.BrowserAsync();
        var page = await fixture.House.AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");

        // The first look at the clock lets the person in; the page itself has the second.
        fixture.Clock.BreakAt(2);
        var answer = await page.ReloadAsync();

        Assert.Equal(500, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
        Assert.DoesNotContain("at SmartApp", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_gateway_is_away_the_page_says_so_and_works_again_afterwards()
    {
        await using var browser = await fixture.House.BrowserAsync();
        await fixture.House.AddOn.Gateway.StopGatewayAsync();
        var page = await fixture.House.AddOn.SignInAsync(browser, "susie-smith");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("cannot reach");

        await fixture.House.AddOn.Gateway.StartGatewayAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("[role=alert]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_said_to_be_so()
    {
        await using var browser = await fixture.House.BrowserAsync();
        var page = await fixture.House.AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");

        var answer = await page.GotoAsync($"{page.Url}/nowhere/at/all");

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("There is no such page.");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal ABrokenClock Clock { get; } = new();

        internal AddOnFixture House { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            House = new AddOnFixture(builder => builder.Services.AddSingleton<TimeProvider>(Clock));
            await House.InitializeAsync();
        }

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }

    internal sealed class ABrokenClock : TimeProvider
    {
        private int left;

        public void BreakAt(int look) => Volatile.Write(ref left, look);

        public override DateTimeOffset GetUtcNow() =>
            Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) == 0 ? throw new InvalidOperationException("The clock is broken.") : base.GetUtcNow();
    }
}
