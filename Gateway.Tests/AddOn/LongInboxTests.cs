using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>An inbox with more than a page holds, in a house of its own: the messages of other tests would be pushed off their page.</summary>
public sealed class LongInboxTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task A_long_inbox_is_read_page_by_page_and_nothing_is_left_out()
    {
        for (var number = 0; number < 21; number++)
        {
            await clinic.WritesAsync("ana-diaz", $"I have a question about my bill number {number + 300}: why was I charged twice for the visit? Please send me a copy of the invoice.");
            // Shortly after each other they would be one.
            clinic.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "desk-park", "ana-diaz");
        await page.GetByRole(AriaRole.Link, new() { Name = "Billing and forms" }).ClickAsync();
        await Assertions.Expect(page.Locator("ol.list > li")).ToHaveCountAsync(20, new() { Timeout = 30_000 });
        var first = await page.Locator("ol.list > li a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");

        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await page.ReachesAsync("/inbox[?].*after=");
        var second = await page.Locator("ol.list > li a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");

        Assert.NotEmpty(second);
        Assert.Empty(first.Intersect(second));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);
        Assert.Contains("pool=", page.Url, StringComparison.Ordinal);
    }
}
