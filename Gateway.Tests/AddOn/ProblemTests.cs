using Gateway.Tests.Support;
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

        // Two looks at the clock let the person in, with a launch and its token; the page itself has the third.
        fixture.Clock.BreakAt(3);
        var answer = await page.ReloadAsync();

        Assert.Equal(500, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
        Assert.DoesNotContain("at SmartApp", await page.ContentAsync(), StringComparison.Ordinal);
        IsStrict(await answer.HeaderValueAsync("content-security-policy"));
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/launch", 400)]
    [InlineData("/l/none/inbox", 401)]
    [InlineData("/nowhere", 404)]
    public async Task Every_answer_says_that_nothing_comes_from_elsewhere_and_nothing_stands_in_the_page(string path, int status)
    {
        using var answer = await fixture.Http.GetAsync(new Uri(fixture.House.AddOn.Url, path), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        IsStrict(Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
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
    public async Task What_is_sent_while_the_gateway_is_away_is_kept_and_no_page_breaks()
    {
        const string Answer = "Please come in on Monday at ten.";
        var house = fixture.House.AddOn;
        await using var browser = await fixture.House.BrowserAsync();
        var sent = await Review.ReviewFixture.SentAsync(house.Gateway, AMessage.From("susie-smith", "susie-smith"), await house.Gateway.Ehr.TokenAsync("susie-smith"));
        var (nurse, operators) = (await house.LaunchAsync(browser, "nurse-kim", "susie-smith"), await house.SignInAsync(browser, "admin-ode", start: "operations"));
        await nurse.Locator("ol.list a").First.ClickAsync();
        var other = await browser.NewPageAsync();
        await other.GotoAsync(nurse.Url);
        await operators.ClickAsync("nav >> text=Policy");
        await operators.Locator("main li a").First.ClickAsync();
        await operators.FillAsync("#text", "{ \"version\": \"kept\" }");
        await house.Gateway.StopGatewayAsync();
        try
        {
            await other.ClickAsync("summary >> text=Say why");
            await other.FillAsync("#note", "For Monday.");
            await other.ClickAsync("button[name=pool] >> nth=0");
            await Assertions.Expect(other.Locator("[role=alert]")).ToContainTextAsync("cannot reach");
            await Assertions.Expect(other.Locator("#kept")).ToHaveValueAsync("For Monday.");
            await nurse.FillAsync("#text", Answer);
            await nurse.ClickAsync("button[value=send]");
            await Assertions.Expect(nurse.Locator("[role=alert]").First).ToContainTextAsync("cannot reach");
            await Assertions.Expect(nurse.Locator("#text")).ToHaveValueAsync(Answer);
            await operators.ClickAsync("button[value=validate]");
            await Assertions.Expect(operators.Locator("#kept")).ToHaveValueAsync("{ \"version\": \"kept\" }");
        }
        finally
        {
            await house.Gateway.StartGatewayAsync();
        }

        await nurse.ClickAsync("button[value=send]");
        await Assertions.Expect(nurse.Locator("[role=status]")).ToContainTextAsync("Your answer was sent");
        var replies = await house.Gateway.GetAsync($"Communication?in-response-to={sent.Id}", house.Gateway.TokenOf("system/*.rs"));
        Assert.Equal(Answer, (string?)Assert.Single(replies.Json["entry"]!.AsArray())!["resource"]!["payload"]![0]!["contentString"]);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_said_to_be_so()
    {
        await using var browser = await fixture.House.BrowserAsync();
        var page = await fixture.House.AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");

        var answer = await page.GotoAsync($"{page.Url}/nowhere/at/all");

        Assert.Equal(404, answer!.Status);
        IsStrict(await answer.HeaderValueAsync("content-security-policy"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("There is no such page.");
    }

    /// <summary>The policy is one for all pages; who may frame them hangs on the EHRs that are registered.</summary>
    private static void IsStrict(string? policy)
    {
        Assert.StartsWith(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' ",
            policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal HttpClient Http { get; } = new();

        internal ABrokenClock Clock { get; } = new();

        internal AddOnFixture House { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            House = new AddOnFixture(builder => builder.Services.AddSingleton<TimeProvider>(Clock));
            await House.InitializeAsync();
        }

        public ValueTask DisposeAsync()
        {
            Http.Dispose();
            return House.DisposeAsync();
        }
    }

    internal sealed class ABrokenClock : TimeProvider
    {
        private int left;

        public void BreakAt(int look) => Volatile.Write(ref left, look);

        public override DateTimeOffset GetUtcNow() =>
            Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) == 0 ? throw new InvalidOperationException("The clock is broken.") : base.GetUtcNow();
    }
}
