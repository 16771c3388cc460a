using System.Text.Json.Nodes;
using Gateway.Tests.Engagement;
using Gateway.Tests.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>A clinic with message boxes, with an agreement that Susie Smith has signed for herself and for Johnny, with short messages, and with trust in whoever says whom hers is about.</summary>
public sealed class PatientsFixture : IAsyncLifetime
{
    private readonly Browsers browsers = new();
    private readonly string policyFile = Path.GetTempFileName();

    internal RunningAddOn AddOn { get; private set; } = null!;

    internal Task<IBrowserContext> BrowserAsync(string language = "en", bool script = true, int width = 1000) => browsers.OpenAsync(language, script, width);

    /// <summary>What the gateway has in somebody's chart, newest first.</summary>
    internal async Task<JsonArray> MessagesAsync(string chart)
    {
        var answer = await AddOn.Gateway.GetAsync($"Communication?patient={chart}&_sort=-sent&_count=50", await AddOn.Gateway.Ehr.TokenAsync("system", scope: "system/Communication.rs"));
        return [.. (answer.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!.DeepClone())];
    }

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(policyFile, APolicy.AskingForASignature(mostCharacters: 600).Set("/subjects/someoneElseWithChart", "attest").ToJsonString());
        AddOn = await RunningAddOn.StartAsync(configureGateway: builder => builder.Configuration.AddInMemoryCollection(
            [new("Policy:File", policyFile), new("Forms:Publish", "true")]));
        foreach (var chart in (string[])["susie-smith", "johnny-smith"])
        {
            await SignAsync("susie-smith", chart, "3");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await AddOn.DisposeAsync();
        File.Delete(policyFile);
    }

    /// <summary>Somebody has signed a version of the agreement, for a chart.</summary>
    internal async Task SignAsync(string who, string chart, string version)
    {
        var answer = await AddOn.Gateway.SendAsync(HttpMethod.Post, "Consent", await AddOn.Gateway.Ehr.TokenAsync(who, chart, "patient/*.cruds"), AConsent.Signed(chart, $"Patient/{who}", version).ToJsonString());
        Assert.Equal(201, answer.Status);
    }
}
