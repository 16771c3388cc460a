using System.Text.Json.Nodes;
using Gateway.References;
using Gateway.Storage;
using Gateway.Tests.Notifications;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Gateway.Tests.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Journeys;

/// <summary>The EHR, and one subscriber's endpoint, are away for an hour of the clinic's time, and come back.</summary>
public sealed class HourOfOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private static readonly (string Sender, string Chart, string Saying)[] Writers =
    [
        ("susie-smith", "susie-smith", AMessage.AboutSelf),
        ("mark-smith", "mark-smith", AMessage.AboutSelf),
        ("susie-smith", "johnny-smith", "Johnny's left knee hurts when he climbs stairs, since about a week. Should we come in?"),
    ];

    private readonly MovedClock clock = new();
    private readonly string policy = Path.GetTempFileName();
    private Hook hook = null!;
    private RunningGateway gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hook = await Hook.StartAsync();
        gateway = await RunningGateway.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(clock), startGateway: false, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        gateway.Settings["Topics:EndpointHosts:0"] = "127.0.0.1";
        gateway.Settings["Topics:SweepSeconds"] = "0.1";
        gateway.Settings["Delivery:SweepIntervalSeconds"] = "0.1";
        // Minutes pass while a send is under way: it is not taken for dead.
        gateway.Settings["Delivery:LeaseSeconds"] = "3600";
        gateway.Settings["Topics:LeaseSeconds"] = "600";
        gateway.Settings["DeadLetters:RoutineMinutes"] = "30";
        gateway.Settings["DeadLetters:SweepSeconds"] = "0.1";
        gateway.Settings["Inbox:SweepSeconds"] = "0.1";
        gateway.Settings["Policy:File"] = policy;
        await File.WriteAllTextAsync(policy, await WithinTheHourAsync(), Cancel);
        await gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await hook.DisposeAsync();
        File.Delete(policy);
    }

    [Fact]
    public async Task All_that_was_accepted_is_filed_in_order_told_once_in_order_and_no_alarm_is_missing()
    {
        await SubscribeAsync("message-received", "received");
        await SubscribeAsync("message-received", "away");
        await SubscribeAsync("message-delivered", "delivered");
        await SubscribeAsync("message-undeliverable", "undeliverable");
        await SubscribeAsync("task-overdue", "overdue");
        hook.Answer("away", 503);

        // One that the EHR refuses for good, and then it takes nothing at all.
        await gateway.Ehr.FaultAsync("chart-closed", "creates", count: 1);
        var refused = await SentAsync(Writers[1]);
        Assert.Equal([refused], Told(await hook.EventsAsync("undeliverable", 1)));
        await gateway.Ehr.FaultAsync("down", "creates");
        var accepted = new List<(string Chart, string Id)>();
        for (var i = 0; i < Writers.Length * 3; i++)
        {
            accepted.Add((Writers[i % 3].Chart, await SentAsync(Writers[i % 3])));
        }

        await hook.EventsAsync("received", accepted.Count + 1);
        await PassAsync(TimeSpan.FromMinutes(25));
        Assert.Equal(0, await AlarmsAsync());
        Assert.Empty(hook.Events("overdue"));
        await PassAsync(TimeSpan.FromMinutes(35));

        // Nobody has opened any of them: that the EHR is away is no excuse.
        string[] unopened = [refused, .. accepted.Select(message => message.Id)];
        Assert.Equal(unopened.Order(StringComparer.Ordinal), (await OverdueAsync(unopened.Length)).Order(StringComparer.Ordinal));
        await UntilAsync(async () => await AlarmsAsync() > 0);
        Assert.Empty(hook.Events("delivered"));

        // The other subscriber's endpoint has been away as long, and nobody waited for it.
        accepted.Add((Writers[0].Chart, await SentAsync(Writers[0])));
        string[] received = [refused, .. accepted.Select(message => message.Id)];
        Assert.Equal(received, Told(await hook.EventsAsync("received", received.Length)));
        Assert.Empty(hook.Events("away"));

        await gateway.Ehr.FaultAsync("none");
        hook.Answer("away", null);
        await UntilAsync(async () =>
        {
            await PassAsync(Step);
            return await WaitingAsync() is [];
        });

        var delivered = await hook.EventsAsync("delivered", accepted.Count);
        Assert.Equal(Enumerable.Range(1, accepted.Count).Select(number => (long)number), delivered.SelectMany(call => call.Numbers));
        Assert.Equal(ByChart(accepted), ByChart(Told(delivered).Select(id => (accepted.Single(message => message.Id == id).Chart, id))));
        Assert.Equal(ByChart(accepted), ByChart(await FiledAsync()));
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(received, Told(await hook.EventsAsync("away", received.Length)));
        Assert.Equal(received, Told(hook.Events("received")));
        Assert.Equal([refused], Told(hook.Events("undeliverable")));
        Assert.Equal(1, await AlarmsAsync());
        string[] overdue = [.. Told(hook.Events("overdue"))];
        Assert.Equal(overdue.Length, overdue.Distinct().Count());
    }

    /// <summary>The messages of the Tasks that the subscriber was told are overdue.</summary>
    private async Task<IReadOnlyList<string>> OverdueAsync(int count)
    {
        List<string> messages = [];
        foreach (var task in Told(await hook.EventsAsync("overdue", count)))
        {
            messages.Add(((string)(await gateway.GetAsync($"Task/{task}", gateway.TokenOf("system/*.rs"))).Json["focus"]!["reference"]!).Split('/')[1]);
        }

        return messages;
    }

    /// <summary>What is routine is promised to be opened in forty minutes, at any hour.</summary>
    private static async Task<string> WithinTheHourAsync()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json"), Cancel))!;
        document["routing"]!["pools"]!["CareTeam/pool-nurse-triage"]!.AsObject().Remove("calendar");
        document["routing"]!["promises"]!["routine"] = JsonNode.Parse("""{ "answer": { "minutes": 480 }, "open": { "minutes": 40 }, "escalate": { "minutes": 240 } }""");
        return document.ToJsonString();
    }

    private static IEnumerable<string> Told(IReadOnlyList<Hook.Call> calls) => calls.SelectMany(call => call.Focuses).Select(focus => focus.Split('/')[1]);

    private static IEnumerable<string> ByChart(IEnumerable<(string Chart, string Id)> messages) =>
        messages.GroupBy(message => message.Chart).OrderBy(chart => chart.Key, StringComparer.Ordinal).Select(chart => $"{chart.Key}: {string.Join(' ', chart.Select(message => message.Id))}");

    /// <summary>Lets time pass in steps, in each of which every chart that waits is tried again when it is due.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            clock.Advance(Step);

            // A claim makes a revision odd, and what became of the send makes it even.
            await UntilAsync(async () => (await WaitingAsync()).All(first => first.DueAt > clock.GetUtcNow() && first.Revision % 2 == 0));
        }
    }

    /// <summary>Each chart's first message that is still to be filed.</summary>
    private async Task<IReadOnlyList<OutboxEntry>> WaitingAsync()
    {
        await using var db = await DatabaseAsync();
        var waiting = await db.Outbox.AsNoTracking().Where(entry => entry.State == OutboxState.Pending).OrderBy(entry => entry.Sequence).ToListAsync(Cancel);
        return [.. waiting.GroupBy(entry => entry.Chart).Select(chart => chart.First())];
    }

    /// <summary>Tasks of nobody's chart: somebody is to look at a dead letter.</summary>
    private async Task<int> AlarmsAsync()
    {
        await using var db = await DatabaseAsync();
        return await db.Resources.CountAsync(resource => resource.ResourceType == "Task" && resource.Quarantined && resource.Chart == null, Cancel);
    }

    /// <summary>What the EHR has, in the order in which it was filed.</summary>
    private async Task<IEnumerable<(string Chart, string Id)>> FiledAsync()
    {
        var lines = await gateway.Ehr.Http.GetStringAsync($"/sandbox/messages?system={Uri.EscapeDataString(MessageId.System)}", Cancel);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(line => (line[1].Split('/')[1], line[0]));
    }

    private async Task SubscribeAsync(string topic, string endpoint)
    {
        var token = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        await UntilAsync(async () =>
            (await gateway.SendAsync(HttpMethod.Post, "Subscription", token, ASubscription.To(topic, hook.At(endpoint)).ToJsonString())).Status == 201);
        await hook.UntilAsync(endpoint, calls => calls.Count > 0);
    }

    private async Task<string> SentAsync((string Sender, string Chart, string Saying) writer)
    {
        var answer = await ReviewFixture.SentAsync(
            gateway, AMessage.From(writer.Sender, writer.Chart, writer.Saying), await gateway.Ehr.TokenAsync(writer.Sender, writer.Chart));
        Assert.True(answer.Status == 201 && (string?)answer.Json["status"] != "on-hold", answer.Body);
        return answer.Id;
    }

    private Task<GatewayDb> DatabaseAsync() => gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(Cancel);

    private static async Task UntilAsync(Func<Task<bool>> wishedAsync)
    {
        for (var attempt = 0; attempt < 1800; attempt++)
        {
            if (await wishedAsync())
            {
                return;
            }

            await Task.Delay(50, Cancel);
        }

        Assert.Fail("It did not become as wished.");
    }
}
