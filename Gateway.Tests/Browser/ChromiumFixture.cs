using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>The browser that the machine has, without a window.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Whole = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The one that has no window takes a third of the work.</summary>
    private static readonly string[] Any = ["chromium-headless-shell", .. Whole];

    /// <summary>In milliseconds: the first pages are compiled when they are asked for, on machines that are busy.</summary>
    private const float Patience = 90_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Starts it at the first call, and opens a visit with cookies of its own; skips the test where there is none.</summary>
    /// <param name="visit">What the visitor's browser is like.</param>
    /// <param name="more">Switches of a whole browser's command line, at the first call; the one without a window does not know all.</param>
    internal async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions visit, params string[] more)
    {
        var started = await StartedAsync(more);
        Assertions.SetDefaultExpectTimeout(Patience);
        var own = await started.NewContextAsync(visit);
        own.SetDefaultTimeout(Patience);
        return own;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private async Task<IBrowser> StartedAsync(string[] more)
    {
        var path = Find(more.Length == 0 ? Any : Whole);
        Assert.SkipWhen(path is null, "No Chromium is installed: ./test.sh installs one where it may.");
        playwright ??= await Playwright.CreateAsync();
        return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Root may not use Chromium's own sandbox, and in a container nobody may. It sees pages of this machine alone.
            Args = ["--no-sandbox", "--no-proxy-server", "--disable-dev-shm-usage", .. more],
        });
    }

    private static string? Find(string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
