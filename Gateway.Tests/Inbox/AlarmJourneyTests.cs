using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Inbox;

/// <summary>An alarm in the running gateway: by its own sweep, over a restart, and what people then see; and the measures of it all.</summary>
public sealed class AlarmJourneyTests
{
    [Fact]
    public async Task What_nobody_opened_through_a_restart_is_escalated_told_to_the_lead_and_measured()
    {
        var (policy, clock) = (Path.GetTempFileName(), new MovedClock());
        await using var gateway = await RunningGateway.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(clock), startGateway: false, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json"), TestContext.Current.CancellationToken))!;
        document["routing"]!["pools"]![InboxDesk.Nurses]!["lead"] = "Practitioner/dr-lee";
        document["routing"]!["promises"]!["sameDay"] = JsonNode.Parse("""{ "answer": { "minutes": 600 }, "open": { "minutes": 1 }, "escalate": { "minutes": 60 } }""");
        await File.WriteAllTextAsync(policy, document.ToJsonString(), TestContext.Current.CancellationToken);
        gateway.Settings["Policy:File"] = policy;
        gateway.Settings["Inbox:SweepSeconds"] = "3600";
        gateway.Settings["Measures:SmallestGroup"] = "1";
        await gateway.StartGatewayAsync();
        var desk = new InboxDesk(gateway);
        var waiting = await desk.SendAsync(InboxDesk.Today);
        var routine = await desk.SendAsync();
        await gateway.StopGatewayAsync();
        gateway.Settings["Inbox:SweepSeconds"] = "0.2";
        clock.Advance(TimeSpan.FromMinutes(2));
        await gateway.StartGatewayAsync();

        await EscalatedAsync(desk, waiting.Message);
        await desk.CallAsync(routine.Task, "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(routine.Message) }));

        var task = await desk.TaskOfAsync(waiting.Message);
        Assert.Equal("asap", (string?)task["priority"]);
        var lead = await gateway.GetAsync("Task?owner=Practitioner/dr-lee&code=attend-alarm", gateway.TokenOf("system/*.rs"));
        var attend = Assert.Single(lead.Json["entry"]!.AsArray())!["resource"]!;
        Assert.Equal($"Task/{waiting.Task}", (string?)attend["partOf"]![0]!["reference"]);
        Assert.Contains(gateway.Log.Lines, line => line.Contains($"Task {waiting.Task} has waited too long: unopened", StringComparison.Ordinal));
        await AssertMeasuredAsync(gateway);
        File.Delete(policy);
    }

    private static async Task AssertMeasuredAsync(RunningGateway gateway)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var days = $"from={today.AddDays(-1):yyyy-MM-dd}&to={today:yyyy-MM-dd}";

        var json = JsonNode.Parse(await AdminAsync(gateway, $"admin/measures?{days}"))!["work"]!;
        var csv = await AdminAsync(gateway, $"admin/measures?{days}&format=csv");

        Assert.Equal((2, 1, 1, 0), ((int)json["received"]!, (int)json["answered"]!, (int)json["open"]!, (int)json["closed"]!));
        var group = Assert.Single(json["groups"]!.AsArray())!;
        Assert.Equal(
            (InboxDesk.Nurses, "default-1", 1, 1, 1),
            ((string?)group["pool"], (string?)group["policyVersion"], (int)group["withinPromise"]!, (int)group["unread"]!, (int)group["unopenedAlarms"]!));
        Assert.Contains($"\"{InboxDesk.Nurses}\",\"default-1\",2,1,1,0,1,1,0,1,1,0,", csv, StringComparison.Ordinal);
    }

    private static async Task<string> AdminAsync(RunningGateway gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Url, path));
        request.Headers.Authorization = new("Bearer", gateway.TokenOf("gateway/operate"));
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, path);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task EscalatedAsync(InboxDesk desk, string message)
    {
        for (var attempt = 0; attempt < 900 && InboxDesk.StandsAt(await desk.TaskOfAsync(message)) != "escalated"; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal("escalated", InboxDesk.StandsAt(await desk.TaskOfAsync(message)));
    }
}
