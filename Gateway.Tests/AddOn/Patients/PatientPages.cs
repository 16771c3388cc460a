using Microsoft.Playwright;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What patients do on their pages, in words.</summary>
internal static class PatientPages
{
    /// <summary>Signs in, and opens the page for a new message.</summary>
    public static async Task<IPage> WritingAsync(this PatientsFixture fixture, IBrowserContext browser, string user = "susie-smith", string? patient = null)
    {
        var page = await fixture.AddOn.SignInAsync(browser, user, patient);
        await page.GotoAsync(new Uri(new Uri(page.Url), $"{LaunchOf(page)}/messages/new").ToString());
        return page;
    }

    public static async Task<IPage> SendingAsync(this IPage page, string text)
    {
        await page.FillAsync("#text", text);
        await page.SendAsync();
        return page;
    }

    /// <summary>Presses "Send", and waits for the page that answers.</summary>
    public static Task SendAsync(this IPage page) => page.LeavesByAsync(() => page.ClickAsync("[data-send]"));

    /// <summary>What is asked for and may be left out is left out, if anything is.</summary>
    public static async Task PassOverAsync(this IPage page)
    {
        if (await page.Locator("#check fieldset, #nudge-title").CountAsync() > 0)
        {
            await page.SendAsync();
        }
    }

    /// <summary>The id of the message that the page says was sent.</summary>
    public static async Task<string> SentAsync(this IPage page)
    {
        await page.ReachesAsync("/messages/[^/]*[?]sent=");
        return new Uri(page.Url).Query["?sent=".Length..];
    }

    public static async Task<IPage> OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), $"{LaunchOf(page)}/{path}").ToString());
        return page;
    }

    /// <summary>A button by what it says.</summary>
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    private static string LaunchOf(IPage page) => string.Join('/', new Uri(page.Url).AbsolutePath.Split('/')[..3]);
}
