using Load;
using Microsoft.Playwright;

namespace Paint;

/// <summary>A nurse at the add-on, in a browser that the machine has.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly string[] _browsers = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Screen(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Screen> OpenAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => _browsers.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists) ?? throw new CannotRunException("No Chromium is installed.");
        var playwright = await Playwright.CreateAsync();
        return new Screen(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            // Root may not use Chromium's own sandbox. It sees pages of this machine alone.
            Args = ["--no-sandbox", "--no-proxy-server", "--disable-dev-shm-usage"],
        }));
    }

    /// <summary>Signs in with no cookie of an earlier launch, and looks at the inbox.</summary>
    public async Task<IPage> LaunchAsync(Uri addOn)
    {
        var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(addOn, "start/sandbox/staff").ToString());
        await page.FillAsync("#user", "nurse-kim");
        await page.ClickAsync("button");
        await page.WaitForURLAsync("**/l/**/inbox**");
        return page;
    }

    /// <summary>Looks at the page again: how long from the navigation to the first paint, which shows the whole list, for it comes in one answer.</summary>
    /// <exception cref="CannotRunException">No Task is on the page.</exception>
    public static async Task<TimeSpan> FirstPaintAsync(IPage page)
    {
        await page.ReloadAsync();
        if (await page.Locator("ol.list > li").CountAsync() == 0)
        {
            throw new CannotRunException("The inbox shows no Task.");
        }

        return TimeSpan.FromMilliseconds(await page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
                const seen = () => performance.getEntriesByName('first-contentful-paint')[0];
                if (seen()) { done(seen().startTime); return; }
                new PerformanceObserver(() => { if (seen()) { done(seen().startTime); } }).observe({ type: 'paint', buffered: true });
            })
            """));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
