using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>One running house, and one browser, for the tests of a class.</summary>
public sealed class AddOnFixture : IAsyncLifetime
{
    private readonly Action<WebApplicationBuilder>? configure;
    private readonly Browsers browsers = new();

    public AddOnFixture()
    {
    }

    internal AddOnFixture(Action<WebApplicationBuilder> configure) => this.configure = configure;

    internal RunningAddOn AddOn { get; private set; } = null!;

    internal Task<IBrowserContext> BrowserAsync(string language = "en", bool script = true) => browsers.OpenAsync(language, script);

    public async ValueTask InitializeAsync() => AddOn = await RunningAddOn.StartAsync(configure);

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await AddOn.DisposeAsync();
    }
}
