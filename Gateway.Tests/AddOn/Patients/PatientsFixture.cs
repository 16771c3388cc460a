using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Tests.Browser;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>A clinic with message boxes, with an agreement that Susie Smith has signed for herself and for Johnny, and with short messages.</summary>
public sealed class PatientsFixture : IAsyncLifetime
{
    /// <summary>In milliseconds: the first pages are compiled when they are asked for, on machines that are busy.</summary>
    private const float Patience = 90_000;

    private readonly ChromiumFixture chromium = new();
    private readonly string policyFile = Path.GetTempFileName();

    internal RunningAddOn AddOn { get; private set; } = null!;

    /// <summary>A browser of somebody's own. Skips the test where no browser is installed.</summary>
    internal async Task<IBrowserContext> BrowserAsync(string language = "en", bool script = true, int width = 1000, bool dark = false)
    {
        var browser = await chromium.StartedAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    /// <summary>What the gateway has in somebody's chart, newest first.</summary>
    internal async Task<JsonArray> MessagesAsync(string chart)
    {
        var answer = await AddOn.Gateway.GetAsync($"Communication?patient={chart}&_sort=-sent&_count=50", await AddOn.Gateway.Ehr.TokenAsync("system", scope: "system/Communication.rs"));
        return [.. (answer.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!.DeepClone())];
    }

    /// <summary>A picture for the documentation, where the environment names a folder for them.</summary>
    internal static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FHIRMESSAGING_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = await page.Locator("dialog:modal").CountAsync() == 0 });
        }
    }

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var policy = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        policy["engagement"]!["mostCharacters"] = 600;
        policy["engagement"]!["agreement"] = new JsonObject
        {
            ["version"] = "3",
            ["texts"] = new JsonObject
            {
                ["en"] = new JsonObject { ["title"] = "How we write to each other", ["address"] = "https://clinic.example/rules" },
                ["es"] = new JsonObject { ["title"] = "Cómo nos escribimos", ["address"] = "https://clinic.example/reglas" },
            },
        };
        await File.WriteAllTextAsync(policyFile, policy.ToJsonString());
        AddOn = await RunningAddOn.StartAsync(configureGateway: builder => builder.Configuration.AddInMemoryCollection(
            [new("Policy:File", policyFile), new("Forms:Publish", "true")]));
        foreach (var chart in (string[])["susie-smith", "johnny-smith"])
        {
            await SignAsync("susie-smith", chart);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await AddOn.DisposeAsync();
        File.Delete(policyFile);
    }

    private async Task SignAsync(string who, string chart)
    {
        static JsonObject Concept(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };
        var consent = new JsonObject
        {
            ["resourceType"] = "Consent",
            ["status"] = "active",
            ["scope"] = Concept("http://terminology.hl7.org/CodeSystem/consentscope", "treatment"),
            ["category"] = new JsonArray(Concept("http://loinc.org", "59284-0"), Concept("https://fhirmessaging.org/fhir/CodeSystem/consent-category", "messaging-agreement")),
            ["patient"] = AMessage.Ref($"Patient/{chart}"),
            ["dateTime"] = DateTimeOffset.UnixEpoch.AddYears(56).ToString("O", CultureInfo.InvariantCulture),
            ["performer"] = new JsonArray(AMessage.Ref($"Patient/{who}")),
            ["policy"] = new JsonArray(new JsonObject
            {
                ["extension"] = new JsonArray(new JsonObject { ["url"] = "https://fhirmessaging.org/fhir/StructureDefinition/agreement-version", ["valueString"] = "3" }),
                ["uri"] = "https://clinic.example/rules",
            }),
        };
        var answer = await AddOn.Gateway.SendAsync(HttpMethod.Post, "Consent", await AddOn.Gateway.Ehr.TokenAsync(who, chart, "patient/*.cruds"), consent.ToJsonString());
        Assert.Equal(201, answer.Status);
    }
}
