using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Inbox;

/// <summary>Several messages of one person in a short time, through the front door: one piece of work, each filed on its own.</summary>
public sealed class BurstTests(BurstTests.Folding folding) : IClassFixture<BurstTests.Folding>
{
    private RunningGateway Gateway => folding.Gateway;

    private InboxDesk Desk => new(folding.Gateway);

    [Fact]
    public async Task A_burst_is_one_Task_in_its_order_and_each_message_is_filed()
    {
        // Another conversation than those of the other tests.
        var thread = await ThreadAsync();
        var first = await SendAsync("My left knee hurts when I climb stairs. Should I come in?", thread);
        var second = await SendAsync("I forgot: it is swollen, too. What should I do about my knee?", thread);
        var third = await SendAsync("There is blood in my urine", thread);

        var task = await Desk.TaskOfAsync(third);
        Assert.Equal($"Communication/{first}", (string?)task["focus"]!["reference"]);
        Assert.Equal([$"Communication/{second}", $"Communication/{third}"], task["input"]!.AsArray().Select(input => (string?)input!["valueReference"]?["reference"]).OfType<string>());
        Assert.Equal(("3 messages folded", "urgent"), ((string?)task["description"], (string?)task["priority"]));
        foreach (var message in (string[])[first, second, third])
        {
            Assert.Equal((string?)task["id"], (string?)(await Desk.TaskOfAsync(message))["id"]);
            await Gateway.FiledOnceAsync(message);
        }

        var state = await Gateway.GetAsync($"Communication/{second}/$status", await Desk.SusieAsync());
        Assert.Contains("Your 3 messages are answered together.", state.Body, StringComparison.Ordinal);
        Assert.Equal(3, (int?)state.Json["parameter"]!.AsArray().First(parameter => (string?)parameter!["name"] == "together")!["valuePositiveInt"]);

        var opened = await Desk.CallAsync((string)task["id"]!, "open", Desk.Kim);
        Assert.Equal([first, second, third], opened.Json["entry"]!.AsArray().Skip(1).Select(entry => (string)entry!["resource"]!["id"]!));
        var answered = await Desk.CallAsync((string)task["id"]!, "answer", Desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(second) }));
        Assert.True(answered.Status == 200, answered.Body);
        Assert.Contains("\"answered\"", (await Gateway.GetAsync($"Communication/{third}/$status", await Desk.SusieAsync())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_after_somebody_has_opened_it_is_a_Task_of_its_own()
    {
        var thread = await ThreadAsync();
        var first = await Desk.TaskOfAsync(await SendAsync(AMessage.AboutSelf, thread));
        await Desk.CallAsync((string)first["id"]!, "open", Desk.Kim);

        var next = await Desk.TaskOfAsync(await SendAsync("And what about my knee at night?", thread));

        Assert.NotEqual((string?)first["id"], (string?)next["id"]);
    }

    [Fact]
    public async Task An_emergency_is_never_folded_and_alarms_anew()
    {
        var thread = await ThreadAsync();
        var first = await Desk.TaskOfAsync(await SendAsync(AMessage.AboutSelf, thread));

        var emergency = await SendAsync(InboxDesk.Emergency, thread);

        var task = await Desk.TaskOfAsync(emergency);
        Assert.NotEqual((string?)first["id"], (string?)task["id"]);
        Assert.Equal("stat", (string?)task["priority"]);
        Assert.Null(task["description"]);
        var alerts = await Gateway.GetAsync($"Task?code=emergency-alert&based-on=Communication/{emergency}", Gateway.TokenOf("user/*.rs gateway/review", "Practitioner/dr-lee"));
        Assert.Single(alerts.Json["entry"]!.AsArray());
    }

    [Fact]
    public async Task Messages_that_come_at_once_make_one_Task_and_none_is_lost()
    {
        var thread = await ThreadAsync();
        var token = await Desk.SusieAsync();

        var sent = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Gateway.PostAsync(Message($"My left knee hurts on stairs, part {i}. Should I come in?", thread), token)));

        Assert.All(sent, answer => Assert.Equal(201, answer.Status));
        var task = await Desk.TaskOfAsync(sent[0].Id);
        var listed = task["input"]!.AsArray().Select(input => (string?)input!["valueReference"]?["reference"]).OfType<string>().Append((string)task["focus"]!["reference"]!);
        Assert.Equal(sent.Select(answer => $"Communication/{answer.Id}").Order(), listed.Order());
        Assert.Equal("16 messages folded", (string?)task["description"]);
    }

    [Fact]
    public async Task A_message_that_is_taken_back_leaves_the_others_in_their_Task()
    {
        var thread = await ThreadAsync();
        var first = await SendAsync(AMessage.AboutSelf, thread);
        var second = await SendAsync("And what about my knee at night?", thread);

        var retracted = await Gateway.SendAsync(
            HttpMethod.Post, $"Communication/{first}/$retract", Gateway.TokenOf("user/*.cruds gateway/review", "Practitioner/dr-lee", "susie-smith"),
            """{"resourceType":"Parameters","parameter":[{"name":"reason","valueCode":"about-another-patient"}]}""");

        Assert.True(retracted.Status == 200, retracted.Body);
        var task = await Desk.TaskOfAsync(second);
        Assert.Equal(("requested", $"Communication/{second}"), ((string?)task["status"], (string?)task["focus"]!["reference"]));
        Assert.Null(task["description"]);
    }

    private static JsonObject Message(string saying, string thread) =>
        AMessage.From("susie-smith", "susie-smith", saying).With("inResponseTo", new JsonArray(AMessage.Ref($"Communication/{thread}")));

    private async Task<string> SendAsync(string saying, string thread)
    {
        var answer = await Gateway.PostAsync(Message(saying, thread), await Desk.SusieAsync());
        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", answer.Body);
        return answer.Id;
    }

    // What the doctor writes needs no answer; what answers it is a conversation of its own.
    private async Task<string> ThreadAsync()
    {
        var answer = await Gateway.PostAsync(AMessage.From("Practitioner/dr-lee", "susie-smith", "How are you?"), Desk.Lee);
        Assert.True(answer.Status == 201, answer.Body);
        return answer.Id;
    }

    /// <summary>A running system whose policy folds what comes within ten minutes.</summary>
    public sealed class Folding : IAsyncLifetime
    {
        private readonly string policy = Path.GetTempFileName();

        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
            document["bursts"] = new JsonObject { ["withinMinutes"] = 10 };
            await File.WriteAllTextAsync(policy, document.ToJsonString());
            Gateway = await RunningGateway.StartAsync(startGateway: false);
            Gateway.Settings["Policy:File"] = policy;
            await Gateway.StartGatewayAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            File.Delete(policy);
        }
    }
}
