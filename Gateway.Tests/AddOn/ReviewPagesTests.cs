using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn;

/// <summary>The other ways in which a reviewer decides on what is held, from the queue to the EHR's record and the sender's screen, without a mouse.</summary>
public sealed class ReviewPagesTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task What_is_about_its_patient_after_all_is_released_into_that_chart()
    {
        await using var browser = await clinic.BrowserAsync();
        var (message, review, page) = await TakenAsync(browser, "Johnny got a fever on Monday");
        await UnfoldAsync(page, "It does belong in the chart of Susie Smith");
        await page.TabToAsync("Why");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("addressed to");
        await Expect(page.Locator("input[name=reason]")).ToHaveValueAsync("others-only-mentioned");
        await page.KeyAsync("Yes, file it");

        await page.ArrivesAtAsync("filed in its chart");
        await Expect(page.Locator($"a[href$='/review/{review}']")).ToHaveCountAsync(0);
        Assert.Equal("Patient/susie-smith", (string?)(await clinic.Gateway.FiledOnceAsync(message))["subject"]!["reference"]);
    }

    [Fact]
    public async Task What_belongs_in_no_chart_is_rejected_and_its_sender_reads_why()
    {
        await using var browser = await clinic.BrowserAsync();
        var (message, _, page) = await TakenAsync(browser, "Johnny got a fever on Tuesday");
        var address = page.Url;
        await UnfoldAsync(page, "It belongs in no chart");
        await page.TabToAsync("Why");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Go on");
        await Expect(page.Locator("input[name=reason]")).ToHaveValueAsync("not-for-a-chart");
        await page.KeyAsync("Yes, reject it");
        await page.ArrivesAtAsync("filed nowhere");

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
        await UnfoldAsync(page, "It is about several people");
        await page.TabToAsync("Johnny got a fever on Wednesday.");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("at least two charts");
        await page.GotoAsync(page.Url);
        await Expect(page.Locator(".pieces select").Nth(0)).ToHaveValueAsync("johnny-smith");
        await page.TabToAsync("My own left knee");
        await page.Keyboard.PressAsync("End");
        await page.KeyAsync("Go on");
        await Expect(page.Locator("section[aria-labelledby=confirm-title] .said")).ToHaveCountAsync(2);
        await page.KeyAsync("Yes, split it");

        await page.ArrivesAtAsync("each part into its chart");
        Assert.Equal("Johnny got a fever on Wednesday.", await SaidInAsync("johnny-smith", "Wednesday"));
        Assert.Equal("My own left knee hurts on the stairs since a week.", await SaidInAsync("susie-smith", "own left knee"));
    }

    [Fact]
    public async Task Hostile_text_shows_as_text_to_reviewers_and_in_the_patients_eye_view()
    {
        var text = $"Johnny got a fever <script>document.title='owned'</script><img src=x onerror=alert(1)> \u202Edlo si {new string('x', 100_000)}. My own knee hurts.";
        await using var browser = await clinic.BrowserAsync(width: 320);
        var (_, _, page) = await TakenAsync(browser, text);

        Assert.Equal(text, await page.Locator("p.said.card").TextContentAsync());
        await Expect(page.Locator("mark").First).ToHaveTextAsync("Johnny");
        await UnfoldAsync(page, "It is about several people");
        await Expect(page.Locator(".pieces .said").First).ToContainTextAsync("<script>document.title='owned'</script>");
        await IsHarmlessAsync(page, ".said");

        page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-jr", (string)(await clinic.WritesAsync("robert-smith-jr", "My left thumb clicks since a month. Should I come in?"))["payload"]![0]!["contentString"]!);
        await page.SetViewportSizeAsync(320, 800);
        await page.FillAsync("#text", text);
        await page.LeavesByAsync(() => page.ClickAsync("button[value=look]"));
        Assert.Equal(text, await page.Locator(".sheet .said").TextContentAsync());
        await IsHarmlessAsync(page, ".sheet .said");
    }

    private static async Task IsHarmlessAsync(IPage page, string said)
    {
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        Assert.DoesNotContain("owned", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("isolate", await page.Locator(said).First.EvaluateAsync<string>("element => getComputedStyle(element).unicodeBidi"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 320"), "The page is wider than the screen.");
    }

    private async Task<(string Message, string Review, IPage Page)> TakenAsync(IBrowserContext browser, string text)
    {
        var held = await clinic.WritesAsync("susie-smith", text);
        Assert.Equal("on-hold", (string?)held["status"]);
        var message = (string)held["id"]!;
        var review = await clinic.ReviewOfAsync(message);
        var page = await clinic.AtAsync(browser, "nurse-kim", "susie-smith");
        await page.KeyAsync("Held messages");
        await page.Locator($"a[href$='/review/{review}']").FocusAsync();
        await page.GoAsync();
        await Expect(page.Locator("section[aria-labelledby=who]")).ToContainTextAsync("nobody has taken it");
        await page.KeyAsync("I take it");
        await page.ArrivesAtAsync("You have it now.");
        return (message, review, page);
    }

    private static async Task UnfoldAsync(IPage page, string decision)
    {
        await page.TabToAsync(decision);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<string?> SaidInAsync(string chart, string word)
    {
        var found = await clinic.Gateway.GetAsync($"Communication?patient={chart}&_sort=-sent&_count=50", clinic.Gateway.TokenOf("system/*.rs"));
        var made = Assert.Single(found.Json["entry"]!.AsArray(), entry => entry!.ToJsonString().Contains(word, StringComparison.Ordinal))!["resource"]!;
        return (string?)(await clinic.Gateway.FiledOnceAsync((string)made["id"]!))["payload"]![0]!["contentString"];
    }
}
