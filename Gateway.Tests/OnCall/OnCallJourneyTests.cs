using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.OnCall;

/// <summary>An emergency in the running gateway: those on call are told, again and up the chain, until somebody acknowledges it.</summary>
public sealed class OnCallJourneyTests : IAsyncLifetime
{
    private const string ChestPain = "I have had crushing chest pain going into my left arm for twenty minutes";

    private readonly OnCallPolicyFile policy = OnCallPolicyFile.With(repeatSeconds: 1, secondAfterSeconds: 2.5);
    private Pager pager = null!;
    private MailSink mails = null!;
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        pager = await Pager.StartAsync();
        mails = MailSink.Start();
        gateway = await RunningGateway.StartAsync(startGateway: false);
        foreach (var (key, value) in new Dictionary<string, string?>
        {
            ["Policy:File"] = policy.File,
            ["OnCall:SweepSeconds"] = "0.1",
            ["OnCall:FirstRetrySeconds"] = "0.2",
            ["OnCall:Webhooks:0:Name"] = "pager",
            ["OnCall:Webhooks:0:Url"] = pager.Url.ToString(),
            ["OnCall:Webhooks:0:Secret"] = Pager.Secret,
            ["OnCall:Mail:Host"] = "127.0.0.1",
            ["OnCall:Mail:Port"] = $"{mails.Port}",
            ["OnCall:Mail:Encryption"] = "None",
            ["OnCall:Mail:From"] = "gateway@clinic.test",
        })
        {
            gateway.Settings[key] = value;
        }

        await gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await mails.DisposeAsync();
        await pager.DisposeAsync();
        policy.Dispose();
    }

    [Fact]
    public async Task It_is_told_again_and_up_the_chain_until_somebody_acknowledges_it()
    {
        var message = await SentAsync(ChestPain);

        var calls = await pager.UntilAsync(taken => taken.Any(call => call.Level == 2) && taken.Max(call => call.Step) >= 4);
        await UntilAsync(() => mails.Mails.Count > 0);
        var alert = calls[0].Alert;
        var task = (await gateway.GetAsync($"Task/{alert}", Reviewer())).Json;
        Assert.Equal(("requested", "escalated", "stat", $"Communication/{message}"), (
            (string?)task["status"], ReviewDesk.StandsAt(task), (string?)task["priority"], (string?)task["basedOn"]![0]!["reference"]));
        var acknowledged = await AcknowledgeAsync(alert, Reviewer());
        var again = await AcknowledgeAsync(alert, Reviewer("dr-lee"));

        Assert.Equal((200, 200), (acknowledged.Status, again.Status));
        Assert.Equal(("completed", "Practitioner/nurse-kim"), ((string?)again.Json["status"], (string?)again.Json["owner"]!["reference"]));
        Assert.Equal(1, calls[0].Step);
        Assert.All(calls, call => Assert.Equal(call.Level == 1 ? "Practitioner/dr-lee" : "Practitioner/nurse-kim", call.Who));
        Assert.All(calls.GroupBy(call => (call.Step, call.Who)), step => Assert.Single(step));
        await AssertSilentAsync();
        await AssertSaysNothingOfTheMessageAsync(alert);
    }

    [Fact]
    public async Task A_pager_that_was_away_is_told_once_it_is_back()
    {
        pager.Failing = 503;
        await SentAsync(ChestPain);
        await UntilNoticeAsync(notice => notice.Fault == "503");
        pager.Failing = null;

        var calls = await pager.UntilAsync(taken => taken.Count > 0);

        Assert.StartsWith($"{calls[0].Alert}.{calls[0].Step}.Practitioner.", calls[0].Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_who_takes_a_held_emergency_ends_its_alert()
    {
        var desk = new ReviewDesk(gateway);
        var held = await desk.HoldAsync(ReviewDesk.PoisonedChild);
        await pager.UntilAsync(taken => taken.Count > 0);

        await desk.ClaimAsync(held.Task);

        var alert = await EndedAsync();
        Assert.Equal((held.Message, "Practitioner/nurse-kim"), (alert.MessageId, alert.AcknowledgedBy));
    }

    [Fact]
    public async Task Who_takes_the_Task_of_a_filed_emergency_ends_its_alert_unless_it_is_the_patients_app()
    {
        var message = await SentAsync(ChestPain);
        var system = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var task = (string)(await gateway.GetAsync($"Task?focus=Communication/{message}", system)).Json["entry"]![0]!["resource"]!["id"]!;
        var taken = """[{"op":"replace","path":"/status","value":"accepted"},{"op":"replace","path":"/owner/reference","value":"Practitioner/dr-lee"},{"op":"replace","path":"/businessStatus/coding/0/code","value":"claimed"}]""";
        var bySusie = await gateway.SendAsync(
            HttpMethod.Patch, $"Task/{task}", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"), taken, "application/json-patch+json");
        Assert.Equal(200, bySusie.Status);
        var steps = pager.Calls.Count;
        await pager.UntilAsync(calls => calls.Count > steps + 2);

        var noted = await gateway.SendAsync(
            HttpMethod.Patch, $"Task/{task}", system, """[{"op":"add","path":"/note","value":[{"text":"Called her."}]}]""", "application/json-patch+json");

        Assert.Equal(200, noted.Status);
        Assert.Equal("Practitioner/dr-lee", (await EndedAsync()).AcknowledgedBy);
    }

    [Fact]
    public async Task What_is_given_back_alarms_once_and_with_ids_alone()
    {
        var message = AMessage.From("susie-smith", "susie-smith", ChestPain).With("about", new JsonArray(AMessage.Ref("Patient/luis-diaz")));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var (first, second) = (await gateway.PostAsync(message, token), await gateway.PostAsync(message, token));

        Assert.Equal((422, 422), (first.Status, second.Status));
        var alert = (await pager.UntilAsync(taken => taken.Count > 0))[0].Alert;
        var task = (await gateway.GetAsync($"Task/{alert}", Reviewer())).Json;
        Assert.Equal("Patient/susie-smith", (string?)task["requester"]!["reference"]);
        Assert.Null(task["basedOn"]);
        Assert.Null(task["for"]);
        Assert.Single((await AlertsAsync()).Select(stored => stored.AlertId));
        Assert.Equal(0, await ReviewFixture.QueryAsync(gateway, db => db.Resources.CountAsync(row => row.ResourceType == "Communication", Cancellation)));
        await AssertSaysNothingOfTheMessageAsync(alert);
    }

    [Fact]
    public async Task Only_those_who_see_alerts_acknowledge_them_and_a_system_says_for_whom()
    {
        await SentAsync(ChestPain);
        var alert = (await pager.UntilAsync(taken => taken.Count > 0))[0].Alert;
        var susie = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");
        var system = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var pagers = gateway.TokenOf("system/Task.u gateway/review", client: "pager");

        Assert.Equal(403, (await AcknowledgeAsync(alert, susie)).Status);
        Assert.Equal(403, (await AcknowledgeAsync(alert, system)).Status);
        Assert.Equal(404, (await gateway.GetAsync($"Task/{alert}", system)).Status);
        Assert.Equal(404, (await gateway.GetAsync($"Task/{alert}", susie)).Status);
        Assert.Equal(404, (await AcknowledgeAsync("no-such-alert", Reviewer())).Status);
        Assert.Equal(422, (await AcknowledgeAsync(alert, pagers)).Status);
        Assert.Equal(422, (await AcknowledgeAsync(alert, pagers, "Patient/susie-smith")).Status);
        Assert.Equal(422, (await AcknowledgeAsync(alert, Reviewer(), "Practitioner/dr-lee")).Status);
        Assert.Equal(200, (await AcknowledgeAsync(alert, pagers, "Practitioner/dr-lee")).Status);
        Assert.Equal("Practitioner/dr-lee", (await EndedAsync()).AcknowledgedBy);
    }

    [Fact]
    public async Task What_can_wait_alarms_nobody()
    {
        await SentAsync(AMessage.AboutSelf);

        Assert.Empty(await AlertsAsync());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Reviewer(string practitioner = "nurse-kim") => gateway.TokenOf("user/Task.rus gateway/review", $"Practitioner/{practitioner}");

    private async Task<string> SentAsync(string saying)
    {
        var answer = await ReviewFixture.SentAsync(
            gateway, AMessage.From("susie-smith", "susie-smith", saying), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.Equal(201, answer.Status);
        return answer.Id;
    }

    private Task<Answer> AcknowledgeAsync(string alert, string token, string? by = null) => gateway.SendAsync(
        HttpMethod.Post, $"Task/{alert}/$acknowledge", token, by is null ? null : new JsonObject
        {
            ["resourceType"] = "Parameters",
            ["parameter"] = new JsonArray(new JsonObject { ["name"] = "by", ["valueReference"] = AMessage.Ref(by) }),
        }.ToJsonString());

    private Task<List<OnCallAlert>> AlertsAsync() => ReviewFixture.QueryAsync(gateway, db => db.Alerts.AsNoTracking().ToListAsync(Cancellation));

    private async Task<OnCallAlert> EndedAsync()
    {
        await UntilAsync(async () => (await AlertsAsync()).All(alert => alert.AcknowledgedAt is not null));
        return Assert.Single(await AlertsAsync());
    }

    private Task UntilNoticeAsync(Func<OnCallNotice, bool> wished) => UntilAsync(async () =>
        (await ReviewFixture.QueryAsync(gateway, db => db.Notices.AsNoTracking().ToListAsync(Cancellation))).Any(wished));

    // Every notice has come to its end, and no step follows: what is acknowledged is never looked at again.
    private async Task AssertSilentAsync()
    {
        await UntilAsync(async () => (await ReviewFixture.QueryAsync(
            gateway, db => db.Notices.AsNoTracking().ToListAsync(Cancellation))).All(notice => notice.State is not NoticeState.Pending));
        var (steps, calls) = (Assert.Single(await AlertsAsync()).Step, pager.Calls.Count);
        await SentAsync(ChestPain);
        await pager.UntilAsync(taken => taken.Count >= calls + 3);
        Assert.Equal(steps, (await AlertsAsync()).Single(alert => alert.AcknowledgedAt is not null).Step);
    }

    private async Task AssertSaysNothingOfTheMessageAsync(string alert)
    {
        var task = await gateway.GetAsync($"Task/{alert}/_history", Reviewer());
        foreach (var said in pager.Calls.Select(call => call.Body).Concat(mails.Mails.Select(mail => mail.ToString())).Concat(gateway.Log.Lines).Append(task.Body))
        {
            Assert.DoesNotContain("chest", said, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task UntilAsync(Func<bool> wished) => UntilAsync(() => Task.FromResult(wished()));

    private static async Task UntilAsync(Func<Task<bool>> wishedAsync)
    {
        for (var attempt = 0; attempt < 900; attempt++)
        {
            if (await wishedAsync())
            {
                return;
            }

            await Task.Delay(100, Cancellation);
        }

        Assert.Fail("It did not come to that.");
    }
}
