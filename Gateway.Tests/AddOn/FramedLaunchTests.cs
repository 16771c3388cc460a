using Gateway.Tests.Browser;
using Gateway.Tests.Connections;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>The EHR shows the add-on in a frame, on a page of another site, in a browser that blocks the cookies of third parties.</summary>
public sealed class FramedLaunchTests(FramedLaunchTests.Fixture house) : IClassFixture<FramedLaunchTests.Fixture>
{
    [Fact]
    public async Task In_the_frame_of_an_EHR_a_launch_works_without_cookies_of_third_parties()
    {
        await using var browser = await house.BrowserAsync();
        var screen = house.Screen;
        var page = await browser.NewPageAsync();

        // That such cookies are blocked is seen first: a plain one does not come back.
        await page.GotoAsync($"{screen.Origin}/?frame={Uri.EscapeDataString($"{screen.Elsewhere}/plain-cookie")}");
        await Assertions.Expect(page.FrameLocator("iframe").Locator("p")).ToHaveTextAsync("none came back");

        await page.GotoAsync($"{screen.Origin}/?frame={Uri.EscapeDataString(house.AddOn.LaunchAddress("dr-lee", "susie-smith"))}");
        var frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("Inbox");
        await frame.Locator("form.language button").ClickAsync();

        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("Bandeja de entrada");
        await frame.Locator("text=Cerrar sesión").ClickAsync();
        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("Su sesión está cerrada");
    }

    [Fact]
    public async Task A_page_that_nobody_registered_cannot_frame_the_add_on()
    {
        await using var browser = await house.BrowserAsync();
        await using var screen = await AScreenAsync();
        var page = await browser.NewPageAsync();
        var refused = page.WaitForConsoleMessageAsync(new PageWaitForConsoleMessageOptions
        {
            Predicate = message => message.Text.Contains("frame-ancestors", StringComparison.Ordinal),
        });

        await page.GotoAsync($"{screen.Origin}/?frame={Uri.EscapeDataString(new Uri(house.AddOn.Url, "/").ToString())}");

        Assert.NotNull(await refused);
    }

    /// <summary>A page that frames what it is told to, known by two names, so that one is a third party to the other.</summary>
    private static async Task<Screen> AScreenAsync()
    {
        var url = FreePort.Url();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var server = builder.Build();
        server.MapGet("/", (string frame) => Html($"""<iframe src="{System.Net.WebUtility.HtmlEncode(frame)}" width="900" height="700"></iframe>"""));
        server.MapGet("/plain-cookie", (HttpContext context) =>
        {
            context.Response.Cookies.Append("plain", "1", new CookieOptions { SameSite = SameSiteMode.None, Secure = true });
            return Results.Redirect("/plain-cookie/back");
        });
        server.MapGet("/plain-cookie/back", (HttpContext context) => Html($"<p>{(context.Request.Cookies.ContainsKey("plain") ? "it came back" : "none came back")}</p>"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new Screen(server, $"http://localhost:{url.Port}", $"http://127.0.0.1:{url.Port}");
    }

    private static IResult Html(string body) => Results.Text($"<!doctype html><html lang=\"en\"><title>An EHR</title><body>{body}</body></html>", "text/html");

    /// <summary>One house, which one EHR's screen may frame, and whose add-on has an RSA key.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly ChromiumFixture chromium = new();
        private readonly KeyFiles keys = new();

        internal Screen Screen { get; private set; } = null!;

        internal RunningAddOn AddOn { get; private set; } = null!;

        internal Task<IBrowserContext> BrowserAsync() => chromium.OpenAsync(new BrowserNewContextOptions(), "--test-third-party-cookie-phaseout");

        public async ValueTask InitializeAsync()
        {
            Screen = await AScreenAsync();
            AddOn = await RunningAddOn.StartAsync(builder =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["SmartApp:Ehrs:0:FramedBy:0"] = Screen.Origin });
                // The sandbox makes keys on a curve; nobody has come yet to whom it showed that one.
                File.Copy(keys.Rsa().File, builder.Configuration["SmartApp:Ehrs:0:KeyFile"]!, overwrite: true);
            });
        }

        public async ValueTask DisposeAsync()
        {
            await chromium.DisposeAsync();
            await AddOn.DisposeAsync();
            await Screen.DisposeAsync();
            keys.Dispose();
        }
    }

    internal sealed record Screen(WebApplication Server, string Origin, string Elsewhere) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
