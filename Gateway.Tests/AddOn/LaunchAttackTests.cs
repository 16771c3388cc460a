using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartApp.Launch;

namespace Gateway.Tests.AddOn;

/// <summary>Ways into somebody else's launch, each tried in a real browser.</summary>
public sealed class LaunchAttackTests(AddOnFixture fixture) : IClassFixture<AddOnFixture>
{
    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task A_launch_is_not_opened_by_its_address_in_another_browser()
    {
        await using var hers = await fixture.BrowserAsync();
        await using var another = await fixture.BrowserAsync();
        var launched = await AddOn.LaunchAsync(hers, "dr-lee", "susie-smith");

        var page = await another.NewPageAsync();
        var answer = await page.GotoAsync(launched.Url);

        Assert.Equal(401, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Please sign in again");
    }

    [Fact]
    public async Task A_cookie_that_somebody_planted_before_the_sign_in_opens_nothing_afterwards()
    {
        await using var browser = await fixture.BrowserAsync();
        var before = await AddOn.LaunchAsync(browser, "dr-lee", "mark-smith");
        var planted = (await browser.CookiesAsync()).Single(cookie => cookie.Name == "__Secure-launch");

        var after = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var fresh = (await browser.CookiesAsync()).Where(cookie => cookie.Name == "__Secure-launch").ToList();

        Assert.NotEqual(HandleIn(before), HandleIn(after));
        Assert.Equal(2, fresh.Select(cookie => cookie.Value).Distinct().Count());
        Assert.Contains(fresh, cookie => cookie.Value == planted.Value && cookie.Path == $"/l/{HandleIn(before)}");
    }

    [Fact]
    public async Task A_sign_in_cannot_be_completed_twice()
    {
        await using var browser = await fixture.BrowserAsync();
        var (page, callback) = await CallbackOfAsync(browser);

        var answer = await page.GotoAsync(callback);

        Assert.Equal(400, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
    }

    [Fact]
    public async Task A_sign_in_that_began_in_another_browser_is_not_completed_here()
    {
        await using var attacker = await fixture.BrowserAsync();
        await using var victim = await fixture.BrowserAsync();
        var callback = await UnfinishedAsync(attacker);

        var page = await victim.NewPageAsync();
        var answer = await page.GotoAsync(callback);

        Assert.Equal(400, answer!.Status);
        Assert.DoesNotContain(await victim.CookiesAsync(), cookie => cookie.Name == "__Secure-launch");
    }

    [Fact]
    public async Task A_code_of_one_sign_in_is_of_no_use_in_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var (first, second) = (await UnfinishedAsync(browser), await UnfinishedAsync(browser));

        var page = await browser.NewPageAsync();
        var answer = await page.GotoAsync(first.Replace(ParameterOf(first, "code"), ParameterOf(second, "code"), StringComparison.Ordinal));

        Assert.Equal(400, answer!.Status);
    }

    [Theory]
    [InlineData("https%3A%2F%2Fevil.example%2F")]
    [InlineData("")]
    public async Task An_answer_that_claims_another_issuer_is_refused(string issuer)
    {
        await using var browser = await fixture.BrowserAsync();
        var callback = await UnfinishedAsync(browser);

        var page = await browser.NewPageAsync();
        var answer = await page.GotoAsync(callback.Replace($"iss={ParameterOf(callback, "iss")}", $"iss={issuer}", StringComparison.Ordinal));

        Assert.Equal(400, answer!.Status);
    }

    [Fact]
    public async Task A_launch_that_the_EHR_did_not_begin_is_told_kindly()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(AddOn.Url, $"/launch?iss={Uri.EscapeDataString(AddOn.Gateway.Ehr.FhirBase)}&launch=made-up").ToString());

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("language")]
    public async Task A_form_that_is_not_ours_changes_nothing(string form)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");

        Assert.Equal(400, await PostAsync(page, form, "language=es"));
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Inbox");
    }

    [Fact]
    public async Task A_form_of_one_launch_is_not_taken_in_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var susies = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var marks = await AddOn.LaunchAsync(browser, "dr-lee", "mark-smith");
        var token = await marks.Locator("form.language input[name=token]").InputValueAsync();

        Assert.Equal(400, await PostAsync(susies, "language", $"language=es&token={Uri.EscapeDataString(token)}"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/signed-out")]
    public async Task Nobody_is_sent_elsewhere_by_a_form(string target)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        await page.EvalOnSelectorAsync("form.language input[name=page]", "(input, target) => { input.value = target; }", target);

        await page.ClickAsync("form.language button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Bandeja de entrada");
        Assert.StartsWith($"{AddOn.Url}l/{HandleIn(page)}/", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_out_is_out_also_by_the_back_button()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var inbox = page.Url;

        await page.ClickAsync("text=Sign out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");
        var answer = await page.GotoAsync(inbox);

        Assert.Equal(401, answer!.Status);
    }

    [Fact]
    public async Task A_token_that_ends_is_followed_by_the_next_and_the_person_notices_nothing()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var launches = AddOn.Services.GetRequiredService<LaunchStore>();
        var cancel = TestContext.Current.CancellationToken;
        var ended = await launches.ChangeAsync(HandleIn(page), state => state with { AccessTokenEnds = DateTimeOffset.UnixEpoch }, cancel);

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Susie Smith");
        var refreshed = await launches.FindAsync(HandleIn(page), cancel);
        Assert.NotEqual(ended!.AccessToken, refreshed!.AccessToken);
        Assert.NotEqual(ended.RefreshToken, refreshed.RefreshToken);
        Assert.Equal(("susie-smith", ended.User), (refreshed.Patient, refreshed.User));
    }

    [Fact]
    public async Task Nothing_of_a_launch_reaches_the_log()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var launches = AddOn.Services.GetRequiredService<LaunchStore>();
        var state = await launches.FindAsync(HandleIn(page), TestContext.Current.CancellationToken);

        var log = string.Join("\n", AddOn.Log.Lines);
        Assert.DoesNotContain("Susie", log, StringComparison.Ordinal);
        Assert.DoesNotContain(state!.AccessToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain(state.RefreshToken!, log, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", log, StringComparison.Ordinal);
    }

    private static string HandleIn(IPage page) => new Uri(page.Url).Segments[2].TrimEnd('/');

    private static string ParameterOf(string address, string name) =>
        new Uri(address).Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];

    private static Task<int> PostAsync(IPage page, string form, string body) => page.EvaluateAsync<int>(
        "async ([path, body]) => (await fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) })).status",
        new[] { $"/l/{HandleIn(page)}/{form}", body });

    /// <summary>A launch that was completed, and the address that completed it.</summary>
    private async Task<(IPage Page, string Callback)> CallbackOfAsync(IBrowserContext browser)
    {
        var callback = "";
        var page = await browser.NewPageAsync();
        page.Request += (_, request) => callback = request.Url.Contains("/callback?", StringComparison.Ordinal) ? request.Url : callback;
        await page.GotoAsync(AddOn.LaunchAddress("dr-lee", "susie-smith"));
        await page.ReachesAsync("/l/");
        return (page, callback);
    }

    /// <summary>A sign-in of this browser's that stops short of coming back: the address that would complete it.</summary>
    private async Task<string> UnfinishedAsync(IBrowserContext browser)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var launch = await NextOfAsync(http, AddOn.LaunchAddress("dr-lee", "susie-smith"));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(AddOn.Url, "/signed-out").ToString());
        var begun = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("address => fetch(address, { redirect: 'manual' }).then(() => null)", launch), answer => answer.Url == launch);
        return await NextOfAsync(http, (await begun.AllHeadersAsync())["location"]);
    }

    private static async Task<string> NextOfAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{(int)answer.StatusCode} leads nowhere.");
    }
}
