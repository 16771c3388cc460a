using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Every page, with something on it, looked at by axe-core in both languages, in light and in dark, on a narrow screen, by the keys, and under its own content security policy.</summary>
public sealed class AccessibilityTests(FullHouse house) : IClassFixture<FullHouse>
{
    private const int Narrow = 320;

    private const string Watch = """
        window.violations = [];
        document.addEventListener("securitypolicyviolation", event => window.violations.push(event.violatedDirective + " " + event.blockedURI));
        """;

    public static TheoryData<string> Visitors { get; } = [.. Visits.All.Select(visit => visit.Who).Distinct()];

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task No_page_has_a_violation_in_light_and_dark_each_fits_a_narrow_screen_and_all_is_done_by_keys(string who)
    {
        await using var browser = await house.BrowserAsync();
        await browser.AddInitScriptAsync(Watch);
        var page = await house.ComesInAsync(browser, who);
        await Accessibility.PrepareAsync(page);
        var launch = who == FullHouse.Nobody ? "" : new Uri(page.Url).Segments[2].TrimEnd('/');
        var found = new List<string>();
        foreach (var language in (string[])["en", "es"])
        {
            await page.SetExtraHTTPHeadersAsync([new("Accept-Language", language)]);
            var open = "";
            foreach (var visit in Visits.All.Where(visit => visit.Who == who))
            {
                if (visit.AddressIn(launch, house.Ids) is var address && address != open)
                {
                    await page.GotoAsync(new Uri(house.AddOn.Url, address).ToString());
                    open = address;
                }

                Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
                found.AddRange((await FaultsAsync(page, visit)).Select(fault => $"{language} {visit}: {fault}"));
            }
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, Visit visit)
    {
        await UnfoldAsync(page);
        if (visit.DoAsync is { } doAsync)
        {
            await doAsync(page);
            await UnfoldAsync(page);
        }

        await Assertions.Expect(page.Locator(visit.Shows).First).ToBeVisibleAsync();
        var found = await Accessibility.FaultsAsync(page);
        found.AddRange((await page.EvaluateAsync<string[]>("() => window.violations")).Select(violation => $"policy {violation}"));
        found.AddRange(await Keyboard.MissedAsync(page));
        await page.SetViewportSizeAsync(Narrow, 800);
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > Narrow and var width)
        {
            found.Add($"{width} pixels wide");
        }

        await page.SetViewportSizeAsync(1280, 900);
        if (visit.IsPrinted)
        {
            found.AddRange(await PrintedAsync(page));
        }

        return found;
    }

    /// <summary>What of a page should not be on paper, or is not on it.</summary>
    private static async Task<IEnumerable<string>> PrintedAsync(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var found = await page.EvaluateAsync<string[]>("""
            () => [
              ...[...document.querySelectorAll(".top, .skip, .aside, .actions, form")].filter(one => one.checkVisibility()).map(one => one.outerHTML),
              ...[...document.querySelectorAll(".talk .said")].filter(one => !one.checkVisibility()).map(one => one.outerHTML),
              ...(getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)" ? [] : ["a background"]),
            ]
            """);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        return found.Select(fault => $"printed {fault}");
    }

    /// <summary>What is folded is not looked at.</summary>
    private static async Task UnfoldAsync(IPage page) => await page.EvaluateAsync("() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }");
}
