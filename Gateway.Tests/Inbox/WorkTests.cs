using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Inbox;

/// <summary>Opening, claiming, answering and re-routing a message, each in one call.</summary>
public sealed class WorkTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly InboxDesk desk = new(fixture.Gateway);

    [Fact]
    public async Task Who_opens_a_message_reads_it_and_the_task_says_since_when_it_is_open()
    {
        var sent = await desk.SendAsync();

        var opened = await desk.CallAsync(sent.Task, "open", desk.Kim);
        var again = await desk.CallAsync(sent.Task, "open", desk.Kim);

        Assert.Equal((200, "collection"), (opened.Status, (string?)opened.Json["type"]));
        var (task, message) = (opened.Json["entry"]![0]!["resource"]!, opened.Json["entry"]![1]!["resource"]!);
        Assert.Equal(("received", "unassigned", "2"), ((string?)task["status"], InboxDesk.StandsAt(task), (string?)task["meta"]!["versionId"]));
        Assert.Equal(AMessage.AboutSelf, (string?)message["payload"]![0]!["contentString"]);
        Assert.Equal("2", (string?)again.Json["entry"]![0]!["resource"]!["meta"]!["versionId"]);
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await db.Audit.CountAsync(
            entry => entry.Resource == $"Communication/{sent.Message}" && entry.Action == AuditAction.Operation && entry.Person == "Practitioner/nurse-kim",
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_claims_a_message_has_it_until_it_is_given_back()
    {
        var sent = await desk.SendAsync();

        var claimed = await desk.CallAsync(sent.Task, "claim", desk.Kim);
        var again = await desk.CallAsync(sent.Task, "claim", desk.Kim);
        var other = await desk.CallAsync(sent.Task, "claim", desk.Lee);
        var otherBack = await desk.CallAsync(sent.Task, "unclaim", desk.Lee);
        var back = await desk.CallAsync(sent.Task, "unclaim", desk.Kim);

        Assert.Equal((200, "accepted", "claimed"), (claimed.Status, (string?)claimed.Json["status"], InboxDesk.StandsAt(claimed.Json)));
        Assert.Equal("Practitioner/nurse-kim", (string?)claimed.Json["owner"]!["reference"]);
        Assert.Equal((200, claimed.Headers["ETag"]), (again.Status, again.Headers["ETag"]));
        Assert.Equal((409, 409), (other.Status, otherBack.Status));
        Assert.Matches(@"Practitioner/nurse-kim has taken this, at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", other.Body);
        Assert.Equal((200, "ready", "unassigned"), (back.Status, (string?)back.Json["status"], InboxDesk.StandsAt(back.Json)));
        Assert.Equal(InboxDesk.Nurses, (string?)back.Json["owner"]!["reference"]);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_has_it_and_the_others_are_told_who()
    {
        var sent = await desk.SendAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => desk.CallAsync(sent.Task, "claim", i % 2 == 0 ? desk.Kim : desk.Lee)));

        var task = await desk.TaskOfAsync(sent.Message);
        Assert.Equal("2", (string?)task["meta"]!["versionId"]);
        Assert.Equal([8, 8], answers.GroupBy(answer => answer.Status).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.All(answers.Where(answer => answer.Status == 409), answer =>
            Assert.Contains((string)task["owner"]!["reference"]!, answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_is_sent_and_completes_the_task_in_one()
    {
        var sent = await desk.SendAsync();

        var answered = await desk.CallAsync(sent.Task, "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(sent.Message) }));

        Assert.Equal((200, "completed", "answered"), (answered.Status, (string?)answered.Json["status"], InboxDesk.StandsAt(answered.Json)));
        Assert.Equal("Practitioner/dr-lee", (string?)answered.Json["owner"]!["reference"]);
        var reply = (string)answered.Json["output"]![0]!["valueReference"]!["reference"]!;
        var stored = await gateway.GetAsync(reply, await desk.SusieAsync());
        Assert.Equal("Please come in on Monday at ten.", (string?)stored.Json["payload"]![0]!["contentString"]);
        await gateway.FiledOnceAsync(reply["Communication/".Length..]);
        Assert.DoesNotContain(sent.Task, await desk.InboxAsync(InboxDesk.Nurses, desk.Kim));
        Assert.Equal(409, (await desk.CallAsync(sent.Task, "claim", desk.Kim)).Status);
    }

    [Fact]
    public async Task A_reply_that_was_sent_before_is_referred_to()
    {
        var sent = await desk.SendAsync();
        var reply = await ReviewFixture.SentAsync(gateway, InboxDesk.Reply(sent.Message), desk.Lee);
        var parameter = () => ("reply", new JsonObject { ["valueReference"] = AMessage.Ref($"Communication/{reply.Id}") });

        var answered = await desk.CallAsync(sent.Task, "answer", desk.Lee, parameter());
        var again = await desk.CallAsync(sent.Task, "answer", desk.Lee, parameter());

        Assert.Equal((200, "completed"), (answered.Status, (string?)answered.Json["status"]));
        Assert.Equal((200, answered.Headers["ETag"]), (again.Status, again.Headers["ETag"]));
    }

    [Fact]
    public async Task What_is_no_answer_leaves_the_task_open()
    {
        var (sent, other) = (await desk.SendAsync(), await desk.SendAsync());
        var elsewhere = await ReviewFixture.SentAsync(gateway, InboxDesk.Reply(other.Message), desk.Lee);
        var own = await ReviewFixture.SentAsync(
            gateway, AMessage.From("susie-smith", "susie-smith").With("inResponseTo", new JsonArray(AMessage.Ref($"Communication/{sent.Message}"))), await desk.SusieAsync());

        foreach (var reference in (string[])[$"Communication/{elsewhere.Id}", $"Communication/{own.Id}", "Communication/nothing"])
        {
            Assert.Equal(422, (await desk.CallAsync(sent.Task, "answer", desk.Lee, ("reply", new JsonObject { ["valueReference"] = AMessage.Ref(reference) }))).Status);
        }

        var unrelated = await desk.CallAsync(sent.Task, "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(other.Message) }));
        var unsaid = await desk.CallAsync(sent.Task, "answer", desk.Lee);
        Assert.Equal((422, 400), (unrelated.Status, unsaid.Status));
        Assert.Equal("requested", (string?)(await desk.TaskOfAsync(sent.Message))["status"]);
    }

    [Fact]
    public async Task A_message_in_the_wrong_pool_is_in_the_right_one_after_one_call()
    {
        var sent = await desk.SendAsync();
        var before = await desk.TaskOfAsync(sent.Message);

        var moved = await desk.RerouteAsync(sent.Task, desk.Kim, InboxDesk.Scheduling, "not-clinical", note: "Quillfeather wants a morning");

        Assert.Equal((200, "ready", "unassigned"), (moved.Status, (string?)moved.Json["status"], InboxDesk.StandsAt(moved.Json)));
        Assert.Equal(InboxDesk.Scheduling, (string?)moved.Json["owner"]!["reference"]);
        Assert.Equal("not-clinical", (string?)moved.Json["statusReason"]!["coding"]![0]!["code"]);
        Assert.Equal("Quillfeather wants a morning", (string?)moved.Json["note"]![0]!["text"]);
        Assert.Equal((string?)before["restriction"]!["period"]!["end"], (string?)moved.Json["restriction"]!["period"]!["end"]);
        Assert.Contains(sent.Task, await desk.InboxAsync(InboxDesk.Scheduling, desk.Park));
        Assert.DoesNotContain(sent.Task, await desk.InboxAsync(InboxDesk.Nurses, desk.Kim));
        Assert.Equal(200, (await desk.CallAsync(sent.Task, "open", desk.Park)).Status);
        Assert.Equal(200, (await desk.RerouteAsync(sent.Task, desk.Park, InboxDesk.Nurses)).Status);
        Assert.Equal(404, (await desk.CallAsync(sent.Task, "open", desk.Park)).Status);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("Quillfeather", StringComparison.OrdinalIgnoreCase));
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entry = await db.Audit.SingleAsync(row => row.Resource == $"Task/{sent.Task}" && row.Why == "not-clinical", TestContext.Current.CancellationToken);
        Assert.Equal(
            ("Practitioner/nurse-kim", $"{InboxDesk.Nurses} {InboxDesk.Scheduling}", AuditOutcome.Done, "default-1"),
            (entry.Person, entry.Related, entry.Outcome, entry.PolicyVersion));
    }

    [Fact]
    public async Task A_message_goes_to_a_person_of_the_pool()
    {
        var sent = await desk.SendAsync();

        var moved = await desk.RerouteAsync(sent.Task, desk.Kim, InboxDesk.Scheduling, person: "Practitioner/desk-park");
        var stranger = await desk.RerouteAsync(sent.Task, desk.Park, null, "wrong-person", "Practitioner/dr-lee");

        Assert.Equal((200, "Practitioner/desk-park"), (moved.Status, (string?)moved.Json["owner"]!["reference"]));
        Assert.Equal(422, stranger.Status);
        Assert.Contains("does not belong to the pool", stranger.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_in_an_address_is_refused()
    {
        var sent = await desk.SendAsync();

        var answer = await gateway.SendAsync(HttpMethod.Post, $"Task/{sent.Task}/$reroute?pool={InboxDesk.Scheduling}&reason=not-clinical&note=she%20is%20late", desk.Kim);

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData(null, null, "wrong-pool", 400)]
    [InlineData("CareTeam/pool-scheduling", null, "because", 400)]
    [InlineData("scheduling", null, "wrong-pool", 400)]
    [InlineData(null, "Patient/susie-smith", "wrong-person", 400)]
    [InlineData("CareTeam/nobody", null, "wrong-pool", 422)]
    [InlineData("CareTeam/pool-nurse-triage", null, "wrong-pool", 422)]
    public async Task A_reroute_that_makes_no_sense_is_refused(string? pool, string? person, string reason, int status)
    {
        var sent = await desk.SendAsync();

        Assert.Equal(status, (await desk.RerouteAsync(sent.Task, desk.Kim, pool, reason, person)).Status);
    }

    [Fact]
    public async Task What_somebody_else_has_is_not_moved_or_answered()
    {
        var sent = await desk.SendAsync();
        await desk.CallAsync(sent.Task, "claim", desk.Kim);

        Assert.Equal(409, (await desk.RerouteAsync(sent.Task, desk.Lee, InboxDesk.Scheduling)).Status);
        Assert.Equal(409, (await desk.CallAsync(sent.Task, "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(sent.Message) }))).Status);
        Assert.Equal(200, (await desk.RerouteAsync(sent.Task, gateway.TokenOf("system/Task.u"), InboxDesk.Scheduling)).Status);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("unclaim")]
    [InlineData("open")]
    [InlineData("reroute")]
    [InlineData("answer")]
    public async Task Nobody_but_the_pool_and_who_has_the_chart_works_on_a_message(string operation)
    {
        var sent = await desk.SendAsync();

        Assert.Equal(404, (await CallAsync(sent, operation, desk.Park)).Status);
        Assert.Equal(403, (await CallAsync(sent, operation, await desk.SusieAsync())).Status);
        Assert.Equal(403, (await CallAsync(sent, operation, gateway.TokenOf("user/Task.r", "Practitioner/nurse-kim"))).Status);
        Assert.Equal(403, (await CallAsync(sent, operation, gateway.TokenOf("system/*.cruds gateway/operate"))).Status);
        Assert.Equal(404, (await CallAsync((sent.Message, "nothing"), operation, desk.Kim)).Status);
        Assert.Equal("1", (string?)(await desk.TaskOfAsync(sent.Message))["meta"]!["versionId"]);
    }

    [Fact]
    public async Task A_change_of_hands_has_a_provenance()
    {
        var sent = await desk.SendAsync();
        await desk.CallAsync(sent.Task, "claim", desk.Kim);

        var found = await gateway.GetAsync($"Provenance?target=Task/{sent.Task}/_history/2", gateway.TokenOf("system/*.rs"));

        Assert.Equal("Practitioner/nurse-kim", (string?)Assert.Single(found.Json["entry"]!.AsArray())!["resource"]!["agent"]![0]!["who"]!["reference"]);
    }

    private Task<Answer> CallAsync((string Message, string Task) sent, string operation, string token) => operation switch
    {
        "reroute" => desk.RerouteAsync(sent.Task, token, InboxDesk.Scheduling),
        "answer" => desk.CallAsync(sent.Task, operation, token, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(sent.Message) })),
        _ => desk.CallAsync(sent.Task, operation, token),
    };
}
