using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Every page that is offered to somebody, looked at by axe-core, on a narrow screen, and under its own content security policy.</summary>
public sealed class AccessibilityTests(AddOnFixture fixture) : IClassFixture<AddOnFixture>
{
    private const int Narrow = 320;

    private const string Watch = """
        window.violations = [];
        document.addEventListener("securitypolicyviolation", event => window.violations.push(event.violatedDirective + " " + event.blockedURI));
        """;

    public static TheoryData<string, string, string> Visits { get; } = new(
        from visit in new[] { ("susie-smith", ""), ("dr-lee", "staff"), ("admin-ode", "operations"), ("admin-ode", "audit"), ("", "") }
        from language in new[] { "en", "es" }
        select (visit.Item1, visit.Item2, language));

    private RunningAddOn AddOn => fixture.AddOn;

    [Theory]
    [MemberData(nameof(Visits))]
    public async Task No_page_has_a_violation_in_light_and_dark_and_each_fits_a_narrow_screen(string user, string start, string language)
    {
        await using var browser = await fixture.BrowserAsync(language);
        await browser.AddInitScriptAsync(Watch);
        var page = user.Length > 0 ? await AddOn.SignInAsync(browser, user, start: start) : await browser.NewPageAsync();
        var found = new List<string>();
        foreach (var address in user.Length > 0 ? await OfferedAsync(page) : [new Uri(AddOn.Url, "/").ToString(), new Uri(AddOn.Url, "/signed-out").ToString(), new Uri(AddOn.Url, "/l/none/inbox").ToString(), new Uri(AddOn.Url, "/launch").ToString()])
        {
            await page.SetViewportSizeAsync(1280, 900);
            await page.GotoAsync(address);
            found.AddRange(await Accessibility.FaultsAsync(page, address));
            found.AddRange((await page.EvaluateAsync<string[]>("() => window.violations")).Select(violation => $"{address}: policy {violation}"));
            await page.SetViewportSizeAsync(Narrow, 800);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > Narrow and var width)
            {
                found.Add($"{address}: {width} pixels wide");
            }
        }

        Assert.Empty(found);
    }

    /// <summary>The pages of the menu, and those that they link to within the same launch.</summary>
    private static async Task<string[]> OfferedAsync(IPage page)
    {
        var offered = new List<string>();
        foreach (var address in await LinksAsync(page, "nav.pages a"))
        {
            await page.GotoAsync(address);
            offered.Add(address);
            offered.AddRange(await LinksAsync(page, "main a[href*='/l/']"));
        }

        return [.. offered.Distinct()];
    }

    private static Task<string[]> LinksAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAllAsync<string[]>("links => links.filter(link => !link.hasAttribute('download')).map(link => link.href.split('#')[0])");
}
