using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Tests.Review;
using Gateway.Tests.Support;

namespace Gateway.Tests.Inbox;

/// <summary>What the sender of a message is told of it, through the front door.</summary>
public sealed class StateTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly InboxDesk desk = new(fixture.Gateway);

    [Fact]
    public async Task A_sender_follows_a_message_from_its_arrival_to_its_answer()
    {
        var sent = await desk.SendAsync();
        await gateway.FiledOnceAsync(sent.Message);
        var delivered = await UntilAsync(sent.Message, "delivered");
        await desk.CallAsync(sent.Task, "open", desk.Kim);
        var opened = await StatusAsync(sent.Message);
        await desk.CallAsync(sent.Task, "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(sent.Message) }));
        var answered = await StatusAsync(sent.Message);

        Assert.Equal("Nurses", Text(delivered, "with"));
        Assert.Null(Of(delivered, "openedBy"));
        Assert.True(At(delivered, "received") <= At(delivered, "delivered"));
        Assert.True(At(delivered, "expectedBy") > At(delivered, "received"));
        Assert.Contains("You can expect an answer by", Text(delivered, "text"), StringComparison.Ordinal);
        Assert.Equal(("opened", "Nurses"), ((string?)Of(opened, "state")!["valueCode"], Text(opened, "openedBy")));
        Assert.Equal("answered", (string?)Of(answered, "state")!["valueCode"]);
        Assert.StartsWith("Communication/", (string?)Of(answered, "reply")!["valueReference"]!["reference"], StringComparison.Ordinal);
        Assert.Null(Of(answered, "expectedBy"));
        foreach (var somebody in (string[])["kim", "lee", "Practitioner"])
        {
            Assert.DoesNotContain(somebody, delivered.Body + opened.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task It_is_told_in_Spanish_to_who_prefers_it()
    {
        var sent = await desk.SendAsync();

        var preferred = await gateway.SendAsync(
            HttpMethod.Get, $"Communication/{sent.Message}/$status", await desk.SusieAsync(), headers: ("Accept-Language", "fr, es-MX;q=0.9, en;q=0.5"));
        var asked = await gateway.GetAsync($"Communication/{sent.Message}/$status?language=es", await desk.SusieAsync());

        Assert.Equal("Enfermería", Text(preferred, "with"));
        Assert.Contains("Puede esperar una respuesta a más tardar el", Text(asked, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_a_review_is_told_that_it_is_being_checked_and_nothing_of_other_charts()
    {
        var held = await new ReviewDesk(gateway).HoldAsync(ReviewDesk.PoisonedChild);

        var state = await StatusAsync(held.Message);

        Assert.Equal(["state", "text", "received"], state.Json["parameter"]!.AsArray().Select(parameter => (string?)parameter!["name"]));
        Assert.Equal("being-checked", (string?)Of(state, "state")!["valueCode"]);
        Assert.Contains("is being checked", Text(state, "text"), StringComparison.Ordinal);
        Assert.DoesNotContain("ohnny", state.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await desk.GetAsync($"Communication/{held.Message}/$status", desk.Lee)).Status);
    }

    [Fact]
    public async Task Only_who_may_read_a_message_learns_how_far_it_is()
    {
        var sent = await desk.SendAsync();
        var mark = await gateway.Ehr.TokenAsync("mark-smith", "mark-smith", "patient/*.cruds");

        Assert.Equal(404, (await desk.GetAsync($"Communication/{sent.Message}/$status", mark)).Status);
        Assert.Equal(404, (await desk.GetAsync("Communication/nothing/$status", mark)).Status);
        Assert.Equal(403, (await gateway.GetAsync($"Communication/{sent.Message}/$status", gateway.TokenOf("user/Task.rs", "Practitioner/dr-lee"))).Status);
        Assert.Equal(400, (await gateway.GetAsync($"Communication/{sent.Message}/$status?language=fr", await desk.SusieAsync())).Status);
    }

    private async Task<Answer> StatusAsync(string message)
    {
        var answer = await desk.GetAsync($"Communication/{message}/$status", await desk.SusieAsync());
        Assert.Equal(200, answer.Status);
        return answer;
    }

    // The EHR has it a moment before the gateway has written down that it does.
    private async Task<Answer> UntilAsync(string message, string state)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var answer = await StatusAsync(message);
            if ((string?)Of(answer, "state")!["valueCode"] == state)
            {
                return answer;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new Xunit.Sdk.XunitException($"It never was {state}.");
    }

    private static JsonNode? Of(Answer answer, string name) =>
        answer.Json["parameter"]!.AsArray().FirstOrDefault(parameter => (string?)parameter!["name"] == name);

    private static string Text(Answer answer, string name) => (string)Of(answer, name)!["valueString"]!;

    private static DateTimeOffset At(Answer answer, string name) =>
        DateTimeOffset.Parse((string)Of(answer, name)!["valueInstant"]!, CultureInfo.InvariantCulture);
}
