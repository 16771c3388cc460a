using Gateway.Tests.Browser;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>One running house, and one browser, for the tests of a class.</summary>
public sealed class AddOnFixture : IAsyncLifetime
{
    private readonly ChromiumFixture chromium = new();

    internal RunningAddOn AddOn { get; private set; } = null!;

    /// <summary>A browser of somebody's own: no cookie of another test. Skips the test where no browser is installed.</summary>
    internal async Task<IBrowserContext> BrowserAsync(string language = "en", bool dark = false)
    {
        var browser = await chromium.StartedAsync();
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
    }

    public async ValueTask InitializeAsync() => AddOn = await RunningAddOn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await AddOn.DisposeAsync();
    }
}
