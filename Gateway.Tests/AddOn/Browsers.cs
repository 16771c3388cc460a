using Gateway.Tests.Browser;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>A browser for each person in a test: one program, and no cookie of another's.</summary>
internal sealed class Browsers : IAsyncDisposable
{
    private readonly ChromiumFixture chromium = new();

    /// <summary>Skips the test where no browser is installed. Without a language of its own, it has that of the headers that a test sets.</summary>
    public Task<IBrowserContext> OpenAsync(string? language = "en", bool script = true, int width = 1280)
        => chromium.OpenAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = ColorScheme.Light,
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });

    /// <summary>Keeps a picture for the documents, in the folder that the environment names.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FHIRMESSAGING_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = await page.Locator("dialog:modal").CountAsync() == 0 });
        }
    }

    public ValueTask DisposeAsync() => chromium.DisposeAsync();
}
