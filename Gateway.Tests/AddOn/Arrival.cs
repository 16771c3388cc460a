using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>
/// Waits for pages that come. The page itself is asked: a browser's word that it has loaded may come before anybody listens, and is not repeated.
/// </summary>
internal static class Arrival
{
    private static readonly PageAssertionsToHaveURLOptions _patiently = new() { Timeout = 60_000 };

    /// <summary>Waits for a page at an address that matches, and until all of it is there.</summary>
    public static async Task ReachesAsync(this IPage page, string pattern)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), _patiently);
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Does something, and waits for the page that comes of it.</summary>
    public static async Task LeavesByAsync(this IPage page, Func<Task> go)
    {
        await page.EvaluateAsync("() => { document.body.dataset.old = ''; }");
        await go();
        await page.Locator("body:not([data-old])").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }
}
