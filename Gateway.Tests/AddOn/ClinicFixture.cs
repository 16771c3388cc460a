using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>A running house whose policy folds bursts, holds what may be about somebody else, and takes long messages; with the clinic's people at their screens.</summary>
public sealed class ClinicFixture : IAsyncLifetime
{
    private readonly Browsers browsers = new();
    private readonly string policy = Path.GetTempFileName();

    internal RunningAddOn AddOn { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        document["bursts"] = new JsonObject { ["withinMinutes"] = 10 };
        document["subjects"]!["someoneElseWithChart"] = "hold";
        document["engagement"]!["mostCharacters"] = 300_000;
        await File.WriteAllTextAsync(policy, document.ToJsonString());
        AddOn = await RunningAddOn.StartAsync(configureGateway: builder => builder.Configuration.AddInMemoryCollection([new("Policy:File", policy)]));
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await AddOn.DisposeAsync();
        File.Delete(policy);
    }

    internal Task<IBrowserContext> BrowserAsync(int width = 1280, string language = "en") => browsers.OpenAsync(language, width: width);

    /// <summary>The inbox of somebody of the staff, with a chart open in the EHR.</summary>
    internal Task<IPage> AtAsync(IBrowserContext browser, string user, string patient) => AddOn.LaunchAsync(browser, user, patient);

    /// <summary>A patient writes, in her own chart; answers the message.</summary>
    internal async Task<JsonNode> WritesAsync(string patient, string text)
    {
        var token = await AddOn.Gateway.Ehr.TokenAsync(patient, patient, "patient/*.cruds");
        var sent = await Review.ReviewFixture.SentAsync(AddOn.Gateway, AMessage.From(patient, patient, text), token);
        Assert.True(sent.Status == 201, sent.Body);
        return sent.Json;
    }

    /// <summary>What was answered to a message, as the gateway has it.</summary>
    internal async Task<JsonNode[]> RepliesToAsync(string message)
    {
        var found = await AddOn.Gateway.GetAsync($"Communication?in-response-to={message}", AddOn.Gateway.TokenOf("system/*.rs"));
        return [.. (found.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!)];
    }

    /// <summary>Has axe look at the page as it stands, in light and dark.</summary>
    internal static async Task LookAsync(IPage page)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            Assert.Equal([], (await page.RunAxe()).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{scheme} {violation.Id}: {node.Html}")));
        }
    }
}
