using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn;

/// <summary>The other ways in which a reviewer decides on what is held, from the queue to the EHR's record and the sender's screen.</summary>
public sealed class ReviewPagesTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task What_is_about_its_patient_after_all_is_released_into_that_chart()
    {
        await using var browser = await clinic.BrowserAsync();
        var (message, review, page) = await TakenAsync(browser, "Johnny got a fever on Monday");
        await page.Locator("summary", new() { HasText = "It does belong in the chart of Susie Smith" }).ClickAsync();
        await page.SelectOptionAsync("#release-reason", "others-only-mentioned");
        await GoOnAsync(page);
        await Expect(page.Locator("#confirm-title")).ToContainTextAsync("addressed to");
        await page.Button("Yes, file it").ClickAsync();

        await Expect(page.Locator("[role=status]")).ToContainTextAsync("filed in its chart");
        await Expect(page.Locator($"a[href$='/review/{review}']")).ToHaveCountAsync(0);
        Assert.Equal("Patient/susie-smith", (string?)(await clinic.Gateway.FiledOnceAsync(message))["subject"]!["reference"]);
    }

    [Fact]
    public async Task What_belongs_in_no_chart_is_rejected_and_its_sender_reads_why()
    {
        await using var browser = await clinic.BrowserAsync();
        var (message, _, page) = await TakenAsync(browser, "Johnny got a fever on Tuesday");
        var address = page.Url;
        await page.Locator("summary", new() { HasText = "It belongs in no chart" }).ClickAsync();
        await page.SelectOptionAsync("#reject-reason", "not-for-a-chart");
        await GoOnAsync(page);
        await page.Button("Yes, reject it").ClickAsync();
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("filed nowhere");

        await page.GotoAsync(address);
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("decided before");
        Assert.Empty(await clinic.Gateway.FiledAsync(message));
        var susie = await clinic.AddOn.SignInAsync(browser, "susie-smith");
        await susie.OpenAsync($"messages/{message}");
        await Expect(susie.Locator(".talk .note")).Not.ToBeEmptyAsync();
    }

    [Fact]
    public async Task What_is_about_two_people_is_split_sentence_by_sentence_and_no_choice_is_lost()
    {
        await using var browser = await clinic.BrowserAsync();
        var (_, _, page) = await TakenAsync(browser, "Johnny got a fever on Wednesday. My own left knee hurts on the stairs since a week. Thank you!");
        await page.Locator("summary", new() { HasText = "split it" }).ClickAsync();
        await page.Locator(".pieces select").Nth(0).SelectOptionAsync("johnny-smith");
        await GoOnAsync(page);
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("at least two charts");
        await page.GotoAsync(page.Url);
        await Expect(page.Locator(".pieces select").Nth(0)).ToHaveValueAsync("johnny-smith");
        await page.Locator(".pieces select").Nth(1).SelectOptionAsync("susie-smith");
        await GoOnAsync(page);
        await Expect(page.Locator("section[aria-labelledby=confirm-title] .said")).ToHaveCountAsync(2);
        await page.Button("Yes, split it").ClickAsync();

        await Expect(page.Locator("[role=status]")).ToContainTextAsync("each part into its chart");
        Assert.Equal("Johnny got a fever on Wednesday.", await SaidInAsync("johnny-smith", "Wednesday"));
        Assert.Equal("My own left knee hurts on the stairs since a week.", await SaidInAsync("susie-smith", "own left knee"));
    }

    private async Task<(string Message, string Review, IPage Page)> TakenAsync(IBrowserContext browser, string text)
    {
        var held = await clinic.WritesAsync("susie-smith", text);
        Assert.Equal("on-hold", (string?)held["status"]);
        var message = (string)held["id"]!;
        var reviews = await clinic.Gateway.GetAsync($"Task?focus=Communication/{message}&code=review-message", clinic.Gateway.TokenOf("user/Task.rs gateway/review", "Practitioner/nurse-kim"));
        var review = (string)Assert.Single(reviews.Json["entry"]!.AsArray())!["resource"]!["id"]!;
        var page = await clinic.AtAsync(browser, "nurse-kim", "susie-smith");
        await page.Link("Held messages").ClickAsync();
        await page.Locator($"a[href$='/review/{review}']").ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=who]")).ToContainTextAsync("nobody has taken it");
        await page.Button("I take it").ClickAsync();
        await Expect(page.Button("Give it back")).ToBeVisibleAsync();
        return (message, review, page);
    }

    private static Task GoOnAsync(IPage page) => page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Go on" }).Last.ClickAsync();

    private async Task<string?> SaidInAsync(string chart, string word)
    {
        var found = await clinic.Gateway.GetAsync($"Communication?patient={chart}&_sort=-sent&_count=50", clinic.Gateway.TokenOf("system/*.rs"));
        var made = Assert.Single(found.Json["entry"]!.AsArray(), entry => entry!.ToJsonString().Contains(word, StringComparison.Ordinal))!["resource"]!;
        return (string?)(await clinic.Gateway.FiledOnceAsync((string)made["id"]!))["payload"]![0]!["contentString"];
    }
}
