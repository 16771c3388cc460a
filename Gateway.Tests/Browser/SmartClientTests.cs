using System.Text.Json.Nodes;
using Gateway.Tests.SignIn;
using Gateway.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Tests.Browser;

/// <summary>fhirclient, which many SMART apps are made with, signs in and reads through the gateway in a real browser.</summary>
public sealed class SmartClientTests(GatewayFixture fixture, ChromiumFixture chromium) : IClassFixture<GatewayFixture>, IClassFixture<ChromiumFixture>
{
    private const string Text = "My right elbow has been sore since I painted the fence on Saturday. Can I still lift things?";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_patient_opens_the_app_by_itself_and_reads_her_message()
    {
        await using var browser = await chromium.OpenAsync(new BrowserNewContextOptions());
        await using var app = await RegisteredAppAsync();
        await SendAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(app.Url, "/standalone").ToString());
        await page.FillAsync("#user", "susie-smith");
        await page.ClickAsync("button");
        await ReadAsync(page);

        Assert.Contains(Text, await page.Locator("#messages").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("susie-smith", await page.Locator("#patient").InnerTextAsync());
        Assert.EndsWith("Patient/susie-smith", await page.Locator("#user").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clinician_opens_the_app_from_the_EHR_and_reads_the_patient_s_message()
    {
        await using var browser = await chromium.OpenAsync(new BrowserNewContextOptions());
        await using var app = await RegisteredAppAsync();
        await SendAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(Gateway.Ehr.Options.EhrUrl, "/sandbox/launcher").ToString());
        await page.FillAsync("#user", "dr-lee");
        await page.FillAsync("#patient", "susie-smith");
        await page.FillAsync("#app", new Uri(app.Url, "/launch").ToString());
        await page.ClickAsync("button");
        await ReadAsync(page);

        Assert.Contains(Text, await page.Locator("#messages").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("Practitioner/dr-lee", await page.Locator("#user").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_nobody_registered_gets_no_token()
    {
        await using var browser = await chromium.OpenAsync(new BrowserNewContextOptions());
        await using var app = await AnApp.StartAsync(Gateway.FhirBase);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(app.Url, "/standalone").ToString());
        await page.FillAsync("#user", "susie-smith");
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("#problem")).ToContainTextAsync("Problem");

        Assert.Empty(await page.Locator("#messages li").AllAsync());
    }

    private async Task<AnApp> RegisteredAppAsync()
    {
        var app = await AnApp.StartAsync(Gateway.FhirBase);
        await Gateway.RegisterAsync(new JsonObject { ["name"] = "An app in a browser", ["origins"] = new JsonArray(app.Origin) });
        return app;
    }

    private async Task SendAsync()
    {
        var sent = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", Text), await Gateway.Ehr.TokenAsync("susie-smith"));
        Assert.True(sent.Status == 201, sent.Body);
    }

    // Either the messages or a problem comes up; which one it was is told.
    private static async Task ReadAsync(IPage page)
    {
        await page.Locator("#messages li, #problem:not(:empty)").First.WaitForAsync();
        Assert.Equal("", await page.Locator("#problem").InnerTextAsync());
    }
}
