using Gateway.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>One running house, and one browser, for the tests of a class.</summary>
public sealed class AddOnFixture : IAsyncLifetime
{
    private readonly Action<WebApplicationBuilder>? configure;

    public AddOnFixture()
    {
    }

    internal AddOnFixture(Action<WebApplicationBuilder> configure) => this.configure = configure;

    /// <summary>In milliseconds: the first pages are compiled when they are asked for, on machines that are busy.</summary>
    private const float Patience = 90_000;

    private readonly ChromiumFixture chromium = new();

    internal RunningAddOn AddOn { get; private set; } = null!;

    /// <summary>A browser of somebody's own: no cookie of another test. Skips the test where no browser is installed.</summary>
    internal async Task<IBrowserContext> BrowserAsync(string language = "en", bool dark = false)
    {
        var browser = await chromium.StartedAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        var own = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        own.SetDefaultTimeout(Patience);
        return own;
    }

    public async ValueTask InitializeAsync() => AddOn = await RunningAddOn.StartAsync(configure);

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await AddOn.DisposeAsync();
    }
}
