using System.Net;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>People come in from their EHR, or by themselves, in a real browser.</summary>
public sealed class LaunchTests(AddOnFixture fixture) : IClassFixture<AddOnFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunningAddOn AddOn => fixture.AddOn;

    [Theory]
    [InlineData("ehr")]
    [InlineData("gateway")]
    public async Task A_clinician_is_launched_from_the_EHR_into_the_inbox_with_the_chart_in_sight(string server)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AddOn.LaunchAddress("dr-lee", "susie-smith", server));

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Inbox");
        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Susie Smith");
    }

    [Fact]
    public async Task A_patient_comes_by_herself_to_her_messages_in_her_language()
    {
        await using var browser = await fixture.BrowserAsync("es");
        var page = await AddOn.SignInAsync(browser, "susie-smith");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Mensajes");
        Assert.Equal("es", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Theory]
    [InlineData("operations")]
    [InlineData("audit")]
    public async Task Where_no_directory_is_set_up_nobody_is_sent_to_one(string start)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(AddOn.Url, $"/start/entra/{start}"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("/start/entra", await http.GetStringAsync(AddOn.Url, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_is_in_the_browser()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");

        var cookies = await browser.CookiesAsync();
        Assert.All(cookies, cookie => Assert.True(cookie.HttpOnly, cookie.Name));
        Assert.DoesNotContain(cookies, cookie => cookie.Value.StartsWith("ey", StringComparison.Ordinal));
        Assert.DoesNotContain("eyJ", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("0 0", await page.EvaluateAsync<string>("() => `${localStorage.length} ${sessionStorage.length}`"));
    }

    [Fact]
    public async Task Two_tabs_with_two_patients_stay_apart()
    {
        await using var browser = await fixture.BrowserAsync();
        var first = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var second = await AddOn.LaunchAsync(browser, "dr-lee", "mark-smith");
        await first.ReloadAsync();

        await Assertions.Expect(first.Locator(".banner")).ToContainTextAsync("Susie Smith");
        await Assertions.Expect(second.Locator(".banner")).ToContainTextAsync("Mark Smith");
    }

    [Theory]
    [InlineData("review", "Held messages")]
    [InlineData("compose", "Inbox")]
    [InlineData("write", "Write to Susie Smith")]
    [InlineData("reconcile-medications", "Inbox")]
    public async Task A_launch_begins_where_the_EHR_says_that_somebody_came_for(string intent, string title)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{AddOn.LaunchAddress("nurse-kim", "susie-smith")}&intent={intent}");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task Who_comes_in_a_role_has_the_name_of_who_has_it_and_the_EHR_may_show_the_patient_itself()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{AddOn.LaunchAddress("nurse-kim-role", "susie-smith")}&intent=write&banner=false");
        await page.FillAsync("#text", "Your result is normal.");
        await page.ClickAsync("button[value=look]");

        await Assertions.Expect(page.Locator(".sheet strong")).ToHaveTextAsync("Jae Kim");
        await Assertions.Expect(page.Locator(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pages_take_on_what_of_the_EHRs_style_leaves_them_readable()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{AddOn.LaunchAddress("nurse-kim", "susie-smith")}&style=/sandbox/styles/green");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Inbox");

        Assert.Equal("rgb(244, 248, 244) 18px", await LookOfAsync(page));
        Assert.Equal([], await Accessibility.FaultsAsync(page, "green"));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(15, 23, 29) 18px", await LookOfAsync(page));
    }

    [Theory]
    [InlineData("/sandbox/styles/hostile")]
    [InlineData("/sandbox/styles/none")]
    [InlineData("/sandbox/styles/broken")]
    [InlineData("http://localhost:1/styles/green")]
    public async Task A_style_that_cannot_be_read_or_comes_from_elsewhere_changes_nothing(string style)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{AddOn.LaunchAddress("nurse-kim", "susie-smith")}&style={Uri.EscapeDataString(style)}");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Inbox");

        Assert.Equal("rgb(251, 252, 252) 17px", await LookOfAsync(page));
        await Assertions.Expect(page.Locator("link[href$='style.css']")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/launch?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=1")]
    [InlineData("/launch?launch=1")]
    public async Task An_EHR_that_nobody_registered_is_refused(string path)
    {
        using var http = new HttpClient { BaseAddress = AddOn.Url };
        using var answer = await http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("not connected", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static Task<string> LookOfAsync(IPage page) =>
        page.EvaluateAsync<string>("() => `${getComputedStyle(document.body).backgroundColor} ${getComputedStyle(document.documentElement).fontSize}`");
}
