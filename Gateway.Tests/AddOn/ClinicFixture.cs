using System.Text.Json.Nodes;
using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>
/// A running house whose policy folds bursts, holds what may be about somebody else, and takes long messages; with the clinic's people at their screens, the clinic's
/// message boxes, and a time that is the test's to move.
/// </summary>
public sealed class ClinicFixture : IAsyncLifetime
{
    private readonly Browsers browsers = new();
    private readonly string policy = Path.GetTempFileName();
    private readonly Action<JsonObject>? alter;

    public ClinicFixture()
    {
    }

    /// <summary>With something else in the policy.</summary>
    internal ClinicFixture(Action<JsonObject> alter) => this.alter = alter;

    internal RunningAddOn AddOn { get; private set; } = null!;

    internal MovedClock Clock { get; } = new();

    internal RunningGateway Gateway => AddOn.Gateway;

    public async ValueTask InitializeAsync()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        document["bursts"] = new JsonObject { ["withinMinutes"] = 10 };
        document["subjects"]!["someoneElseWithChart"] = "hold";
        document["engagement"]!["mostCharacters"] = 300_000;
        alter?.Invoke(document.AsObject());
        await File.WriteAllTextAsync(policy, document.ToJsonString());
        AddOn = await RunningAddOn.StartAsync(
            Timed,
            builder =>
            {
                Timed(builder);
                builder.Configuration.AddInMemoryCollection(
                [
                    new("Policy:File", policy), new("Forms:Publish", "true"), new("Requests:SweepSeconds", "0.2"), new("Inbox:SweepSeconds", "0.5"),
                    new("Topics:EndpointHosts:0", "127.0.0.1"), new("Topics:SweepSeconds", "0.2"),
                    new("Measures:SmallestGroup", "1"),
                ]);
            },
            Timed);
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await AddOn.DisposeAsync();
        File.Delete(policy);
    }

    internal Task<IBrowserContext> BrowserAsync(int width = 1280, string language = "en") => browsers.OpenAsync(language, width: width);

    /// <summary>The inbox of somebody of the staff, with a chart open in the EHR.</summary>
    internal Task<IPage> AtAsync(IBrowserContext browser, string user, string patient, string visit = "") => AddOn.LaunchAsync(browser, user, patient, visit);

    /// <summary>The message that says something, opened in somebody's inbox.</summary>
    internal async Task<IPage> OpenedAsync(IBrowserContext browser, string user, string patient, string saying, string visit = "")
    {
        var page = await AtAsync(browser, user, patient, visit);
        var row = page.Locator("ol.list > li", new() { HasText = saying });
        for (var attempt = 0; attempt < 20 && await row.CountAsync() == 0; attempt++)
        {
            // On a busy machine the EHR is slow, and the page says to try again.
            await page.ReloadAsync();
        }

        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator(".talk")).ToContainTextAsync(saying);
        return page;
    }

    /// <summary>A patient writes, in her own chart; answers the message.</summary>
    internal async Task<JsonNode> WritesAsync(string patient, string text)
    {
        var token = await AddOn.Gateway.Ehr.TokenAsync(patient, patient, "patient/*.cruds");
        var sent = await Review.ReviewFixture.SentAsync(AddOn.Gateway, AMessage.From(patient, patient, text), token);
        Assert.True(sent.Status == 201, sent.Body);
        return sent.Json;
    }

    /// <summary>A patient writes on her own page; answers the message's id.</summary>
    internal static async Task<string> WritesAtAsync(IPage page, string text)
    {
        await page.OpenAsync("messages/new");
        await page.SendingAsync(text);
        if (await page.Locator("dialog").CountAsync() > 0)
        {
            await page.Button("I have called").ClickAsync();
        }

        await page.PassOverAsync();
        return await page.SentAsync();
    }

    /// <summary>The work on a message, as the gateway has it.</summary>
    internal Task<JsonNode> TaskOfAsync(JsonNode message) => TaskOfAsync((string)message["id"]!);

    internal Task<JsonNode> TaskOfAsync(string message) => new Inbox.InboxDesk(AddOn.Gateway).TaskOfAsync(message);

    /// <summary>The id of the Task by which a reviewer decides about a held message.</summary>
    internal async Task<string> ReviewOfAsync(string message)
    {
        var found = await Gateway.GetAsync($"Task?focus=Communication/{message}&code=review-message", Gateway.TokenOf("user/Task.rs gateway/review", "Practitioner/nurse-kim"));
        return (string)Assert.Single(found.Json["entry"]!.AsArray())!["resource"]!["id"]!;
    }

    /// <summary>What was answered to a message, as the gateway has it.</summary>
    internal async Task<JsonNode[]> RepliesToAsync(string message)
    {
        var found = await AddOn.Gateway.GetAsync($"Communication?in-response-to={message}", AddOn.Gateway.TokenOf("system/*.rs"));
        return [.. (found.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!)];
    }

    /// <summary>Has axe look at the page as it stands, in light and dark; and leaves it in light.</summary>
    internal static async Task LookAsync(IPage page)
    {
        Assert.Equal([], await Accessibility.FaultsAsync(page, new Uri(page.Url).AbsolutePath));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    private void Timed(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);
}
