using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Gateway.Tests.Topics;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notifications;

/// <summary>Topic subscriptions in the running gateway, with a subscriber that listens, or does not.</summary>
public sealed class NotificationJourneyTests(TopicsFixture fixture) : IClassFixture<TopicsFixture>
{
    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly Hook hook = fixture.Hook;

    [Fact]
    public async Task It_is_requested_shakes_hands_and_is_active()
    {
        var system = await SystemAsync();

        var created = await SubscribeAsync(system, ASubscription.To("message-received", hook.At("shakes")).WithHeader("X-Key: of-the-subscriber"));

        Assert.Equal(("requested", true), ((string?)created["status"], created["end"] is not null));
        var active = await UntilStatusAsync((string)created["id"]!, "active", system);
        var handshake = Assert.Single(hook.Calls("shakes"));
        Assert.Equal(("handshake", "requested", 0, "application/fhir+json", "of-the-subscriber"), (
            handshake.Kind, handshake.Status, handshake.Count, handshake.ContentType, handshake.Headers["X-Key"]));
        Assert.Null(active["error"]);
        var found = (await GetAsync($"Subscription?url={Uri.EscapeDataString(hook.At("shakes"))}", system)).Json;
        Assert.Equal((string?)created["id"], (string?)Assert.Single(found["entry"]!.AsArray())!["resource"]!["id"]);
    }

    [Fact]
    public async Task A_handshake_that_fails_is_an_error_and_can_be_asked_for_anew()
    {
        var system = await SystemAsync();
        hook.Answer("refuses", 403);
        var id = (string)(await SubscribeAsync(system, ASubscription.To("message-received", hook.At("refuses"), "patient=Patient/nobody")))["id"]!;
        var failed = await UntilStatusAsync(id, "error", system);
        Assert.Contains("403", (string)failed["error"]!, StringComparison.Ordinal);
        hook.Answer("refuses", null);

        failed["status"] = "requested";
        failed.AsObject().Remove("error");
        Assert.Equal(200, (await AskAsync(HttpMethod.Put, $"Subscription/{id}", system, failed.ToJsonString())).Status);

        await UntilStatusAsync(id, "active", system);
    }

    [Fact]
    public async Task Each_payload_holds_as_much_as_was_asked_for_and_each_event_has_its_number()
    {
        var system = await SystemAsync();
        foreach (var content in (string[])["empty", "id-only", "full-resource"])
        {
            await ActiveAsync(system, ASubscription.To("message-received", hook.At(content), "patient=Patient/susie-smith").Holding(content));
        }

        var (first, second) = (await SentAsync("susie-smith"), await SentAsync("susie-smith"));

        var messages = new[] { $"Communication/{first}", $"Communication/{second}" };
        var empty = await hook.EventsAsync("empty", 2);
        var ids = await hook.EventsAsync("id-only", 2);
        var full = await hook.EventsAsync("full-resource", 2);
        Assert.All((IReadOnlyList<Hook.Call>[])[empty, ids, full], calls => Assert.Equal([1L, 2L], calls.SelectMany(call => call.Numbers)));
        Assert.Empty(empty.SelectMany(call => call.Focuses));
        Assert.All(empty, call => Assert.Single(call.Bundle["entry"]!.AsArray()));
        Assert.Equal(messages, ids.SelectMany(call => call.Focuses));
        Assert.All(ids, call => Assert.DoesNotContain(AMessage.AboutSelf, call.Body, StringComparison.Ordinal));
        Assert.Equal(messages, full.SelectMany(call => call.Bundle["entry"]!.AsArray().Skip(1)).Select(entry => $"Communication/{(string?)entry!["resource"]!["id"]}"));
        Assert.All(full, call => Assert.Contains(AMessage.AboutSelf, call.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_told_from_its_receipt_to_its_filing_and_only_to_whom_the_filter_lets()
    {
        var system = await SystemAsync();
        foreach (var topic in (string[])["message-received", "message-routed", "message-delivered"])
        {
            await ActiveAsync(system, ASubscription.To(topic, hook.At($"mark-{topic}"), "patient=Patient/mark-smith"));
        }

        await ActiveAsync(system, ASubscription.To("message-received", hook.At("mark-urgent"), "patient=Patient/mark-smith&priority=stat"));
        await SentAsync("susie-smith");
        var message = await SentAsync("mark-smith");

        Assert.Equal([$"Communication/{message}"], (await hook.EventsAsync("mark-message-received", 1)).SelectMany(call => call.Focuses));
        Assert.Equal([$"Communication/{message}"], (await hook.EventsAsync("mark-message-delivered", 1)).SelectMany(call => call.Focuses));
        var routed = Assert.Single((await hook.EventsAsync("mark-message-routed", 1)).SelectMany(call => call.Focuses));
        var task = (await GetAsync(routed, system)).Json;
        Assert.Equal($"Communication/{message}", (string?)task["focus"]!["reference"]);
        Assert.Equal([$"Communication/{message}"], hook.Events("mark-message-routed").SelectMany(call => call.Contexts));
        Assert.Empty(hook.Events("mark-urgent"));
    }

    [Fact]
    public async Task Each_step_of_an_alert_is_told_to_a_reviewer()
    {
        var (system, desk) = (await SystemAsync(), new ReviewDesk(gateway));
        var reviewer = desk.Reviewer(scope: "user/Communication.rs user/Task.rus user/Subscription.cruds gateway/review");
        Assert.Equal(403, (await AskAsync(HttpMethod.Post, "Subscription", system, ASubscription.To("escalation", hook.At("escalation")).ToJsonString())).Status);
        await ActiveAsync(reviewer, ASubscription.To("escalation", hook.At("escalation")));
        var emergency = AMessage.From("susie-smith", "susie-smith", "I have had crushing chest pain going into my left arm for twenty minutes");
        var message = (await AskAsync(HttpMethod.Post, "Communication", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"), emergency.ToJsonString())).Id;

        var told = await hook.EventsAsync("escalation", 2);

        var alert = Assert.Single(told.SelectMany(call => call.Focuses).Distinct());
        Assert.Equal([1L, 2L], told.SelectMany(call => call.Numbers).Take(2));
        Assert.Equal([$"Communication/{message}"], told.SelectMany(call => call.Contexts).Distinct());
        Assert.Equal($"Communication/{message}", (string?)(await GetAsync(alert, reviewer)).Json["basedOn"]![0]!["reference"]);
        Assert.Equal(200, (await AskAsync(HttpMethod.Post, $"{alert}/$acknowledge", reviewer)).Status);
    }

    [Fact]
    public async Task What_is_held_is_told_to_a_reviewer_and_to_nobody_as_received()
    {
        var system = await SystemAsync();
        var desk = new ReviewDesk(gateway);
        var reviewer = desk.Reviewer(scope: "user/Communication.rs user/Task.rs user/Subscription.cruds gateway/review");
        Assert.Equal(403, (await AskAsync(HttpMethod.Post, "Subscription", system, ASubscription.To("message-held", hook.At("held-system")).ToJsonString())).Status);
        await ActiveAsync(reviewer, ASubscription.To("message-held", hook.At("held")));
        await ActiveAsync(system, ASubscription.To("message-received", hook.At("received"), "patient=Patient/susie-smith"));
        var before = hook.Events("received").Count;

        var held = await desk.HoldAsync();

        Assert.Equal([$"Communication/{held.Message}"], (await hook.EventsAsync("held", 1)).SelectMany(call => call.Focuses));
        Assert.Equal(before, hook.Events("received").Count);
    }

    [Fact]
    public async Task What_was_withdrawn_is_not_told()
    {
        var desk = new ReviewDesk(gateway);

        // She is in nobody's care team: once a message is in a chart, it is not hers to see.
        var reviewer = desk.Reviewer("reviewer-elsewhere", "user/Communication.rs user/Task.rs user/Subscription.cruds gateway/review");
        var id = await ActiveAsync(reviewer, ASubscription.To("message-held", hook.At("withdrawn")));
        hook.Answer("withdrawn", 503);
        var released = await desk.HoldAsync();
        await hook.UntilAsync("withdrawn", calls => calls.Any(call => call is { Taken: false } && call.Focuses.Contains($"Communication/{released.Message}")));
        var nurse = await gateway.Ehr.TokenAsync("nurse-kim", scope: "user/Communication.cruds user/Task.rus gateway/review");
        Assert.Equal(200, (await ReviewFixture.DecideAsync(gateway, released.Message, "release", nurse, ReviewFixture.Because("others-only-mentioned"))).Status);
        var held = await desk.HoldAsync();
        hook.Answer("withdrawn", null);

        var told = Assert.Single(await hook.EventsAsync("withdrawn", 1));

        Assert.Equal(2L, Assert.Single(told.Numbers));
        Assert.Equal($"Communication/{held.Message}", Assert.Single(told.Focuses));
        var events = (await GetAsync($"Subscription/{id}/$events", reviewer)).Body;
        Assert.DoesNotContain(released.Message, events, StringComparison.Ordinal);
        Assert.Contains(held.Message, events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_down_delays_no_other_and_is_sent_everything_in_order_once_it_is_up()
    {
        var system = await SystemAsync();
        await ActiveAsync(system, ASubscription.To("message-received", hook.At("down"), "patient=Patient/johnny-smith"));
        await ActiveAsync(system, ASubscription.To("message-received", hook.At("up"), "patient=Patient/johnny-smith").Extending(Backport.MaxCount, "valuePositiveInt", 1));
        hook.Answer("down", 503);
        string[] messages = [await SentAsync("johnny-smith"), await SentAsync("johnny-smith"), await SentAsync("johnny-smith")];

        Assert.Equal(messages.Select(message => $"Communication/{message}"), (await hook.EventsAsync("up", 3)).SelectMany(call => call.Focuses));
        Assert.All(hook.Events("up"), call => Assert.Single(call.Numbers));
        await hook.UntilAsync("down", calls => calls.Count(call => !call.Taken) >= 3);
        Assert.Empty(hook.Events("down"));
        hook.Answer("down", null);

        Assert.Equal([1L, 2L, 3L], (await hook.EventsAsync("down", 3)).SelectMany(call => call.Numbers));
        Assert.Equal(messages.Select(message => $"Communication/{message}"), hook.Events("down").SelectMany(call => call.Focuses));
    }

    [Fact]
    public async Task Endpoints_that_hang_leave_half_of_the_places_to_others()
    {
        var system = await SystemAsync();
        string[] dead = ["hangs-1", "hangs-2", "hangs-3"];
        foreach (var name in (string[])[.. dead, "listens"])
        {
            await ActiveAsync(system, ASubscription.To("message-received", hook.At(name), "patient=Patient/mark-smith"));
        }

        Array.ForEach(dead, name => hook.Answer(name, 503));
        await SentAsync("mark-smith");
        foreach (var name in dead)
        {
            await hook.UntilAsync(name, calls => calls.Any(call => !call.Taken));
        }

        Array.ForEach(dead, hook.Hang);
        await hook.HungAsync(2);
        await SentAsync("mark-smith");

        Assert.Equal([1L, 2L], (await hook.EventsAsync("listens", 2)).SelectMany(call => call.Numbers));
        Assert.Equal(2, hook.MostHung);
        Array.ForEach(dead, name => hook.Answer(name, null));
        hook.LetGo();
        foreach (var name in dead)
        {
            Assert.Equal([1L, 2L], (await hook.EventsAsync(name, 2)).SelectMany(call => call.Numbers));
        }
    }

    [Fact]
    public async Task Who_is_given_up_finds_the_events_afterwards()
    {
        var system = await SystemAsync();
        var id = await ActiveAsync(system, ASubscription.To("message-received", hook.At("given-up"), "patient=Patient/johnny-smith"));
        // Gone: no other answer is as final.
        hook.Answer("given-up", 410);
        var messages = new List<string> { await SentAsync("johnny-smith") };
        var failed = await UntilStatusAsync(id, "error", system);
        Assert.Contains("410", (string)failed["error"]!, StringComparison.Ordinal);
        messages.Add(await SentAsync("johnny-smith"));

        await UntilAsync(async () => (string?)Parameter(await StatusAsync(id, system), "events-since-subscription-start")?["valueString"] == "2");
        var status = await StatusAsync(id, system);
        Assert.Equal(("error", "410"), ((string?)Parameter(status, "status")!["valueCode"], (string?)Parameter(status, "error")!["valueCodeableConcept"]!["text"]));
        var missed = (await GetAsync($"Subscription/{id}/$events?eventsSinceNumber=2&eventsUntilNumber=9&content=full-resource", system)).Json;
        Assert.Equal(("history", messages[1]), ((string?)missed["type"], (string?)missed["entry"]![1]!["resource"]!["id"]));
        Assert.Single(missed["entry"]![0]!["resource"]!["parameter"]!.AsArray(), parameter => (string?)parameter!["name"] == "notification-event");

        hook.Answer("given-up", null);
        failed["status"] = "requested";
        failed.AsObject().Remove("error");
        Assert.Equal(200, (await AskAsync(HttpMethod.Put, $"Subscription/{id}", system, failed.ToJsonString())).Status);

        Assert.Equal(messages.Select(message => $"Communication/{message}"), (await hook.EventsAsync("given-up", 2)).SelectMany(call => call.Focuses));
        Assert.Equal([1L, 2L], hook.Events("given-up").SelectMany(call => call.Numbers));
    }

    [Fact]
    public async Task A_patient_hears_of_her_own_chart_and_a_proxy_of_the_childs()
    {
        var susie = gateway.TokenOf("user/*.cruds", "Patient/susie-smith");
        await ActiveAsync(susie, ASubscription.To("message-received", hook.At("susies")));
        var forJohnny = await AskAsync(
            HttpMethod.Post, "Subscription", susie, ASubscription.To("message-received", hook.At("johnnys")).ToJsonString(), headers: ("X-Acting-For", "Patient/johnny-smith"));
        Assert.Equal(201, forJohnny.Status);
        await UntilStatusAsync(forJohnny.Id, "active", susie);

        var (susies, johnnys) = (await SentAsync("susie-smith"), await SentAsync("johnny-smith"));
        await SentAsync("mark-smith");

        Assert.Equal([$"Communication/{susies}"], (await hook.EventsAsync("susies", 1)).SelectMany(call => call.Focuses));
        Assert.Equal([$"Communication/{johnnys}"], (await hook.EventsAsync("johnnys", 1)).SelectMany(call => call.Focuses));
    }

    [Fact]
    public async Task Nobody_sees_or_changes_the_subscription_of_another_person()
    {
        var susie = gateway.TokenOf("user/*.cruds", "Patient/susie-smith");
        var mark = gateway.TokenOf("user/*.cruds", "Patient/mark-smith");
        var id = await ActiveAsync(susie, ASubscription.To("message-received", hook.At("hers"), "patient=Patient/nobody"));

        Assert.Equal(404, (await GetAsync($"Subscription/{id}", mark)).Status);
        Assert.Equal(404, (await GetAsync($"Subscription/{id}/$status", mark)).Status);
        Assert.Equal(404, (await GetAsync($"Subscription/{id}/$events", mark)).Status);
        Assert.DoesNotContain(id, (await GetAsync("Subscription/$status", mark)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await GetAsync("Subscription?status=active", mark)).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await AskAsync(
            HttpMethod.Patch, $"Subscription/{id}", mark, """[{"op":"replace","path":"/status","value":"off"}]""", "application/json-patch+json")).Status);
        Assert.Contains(id, (await GetAsync($"Subscription/$status?id={id}&status=active,error", susie)).Body, StringComparison.Ordinal);
        Assert.Equal(204, (await AskAsync(HttpMethod.Delete, $"Subscription/{id}", mark)).Status);
        Assert.Equal("active", (string?)(await GetAsync($"Subscription/{id}", susie)).Json["status"]);
    }

    [Fact]
    public async Task Who_is_silent_for_its_period_gets_a_heartbeat()
    {
        var system = await SystemAsync();
        await ActiveAsync(system, ASubscription.To("message-received", hook.At("beats"), "patient=Patient/nobody").Extending(Backport.HeartbeatPeriod, "valueUnsignedInt", 1));

        var calls = await hook.UntilAsync("beats", calls => calls.Count(call => call.Kind == "heartbeat") >= 2);

        Assert.All(calls.Where(call => call.Kind == "heartbeat"), call => Assert.Equal(("active", 0), (call.Status, call.Count)));
    }

    [Fact]
    public async Task What_is_off_or_deleted_is_not_sent_to()
    {
        var system = await SystemAsync();
        var off = await ActiveAsync(system, ASubscription.To("message-received", hook.At("off"), "patient=Patient/mark-smith"));
        var gone = await ActiveAsync(system, ASubscription.To("message-received", hook.At("gone"), "patient=Patient/mark-smith"));
        await ActiveAsync(system, ASubscription.To("message-received", hook.At("stays"), "patient=Patient/mark-smith"));
        Assert.Equal(200, (await AskAsync(
            HttpMethod.Patch, $"Subscription/{off}", system, """[{"op":"replace","path":"/status","value":"off"}]""", "application/json-patch+json")).Status);
        Assert.Equal(204, (await AskAsync(HttpMethod.Delete, $"Subscription/{gone}", system)).Status);

        await SentAsync("mark-smith");
        await hook.EventsAsync("stays", 1);

        Assert.Empty(hook.Events("off").Concat(hook.Events("gone")));
        Assert.Equal("off", (string?)Parameter(await StatusAsync(off, system), "status")!["valueCode"]);
    }

    [Fact]
    public async Task What_cannot_be_honoured_is_refused_with_its_place()
    {
        var system = await SystemAsync();

        async Task<string> RefusedAsync(JsonObject subscription)
        {
            var answer = await AskAsync(HttpMethod.Post, "Subscription", system, subscription.ToJsonString());
            Assert.Equal(422, answer.Status);
            return (string)answer.Json["issue"]![0]!["expression"]![0]!;
        }

        Assert.Equal("Subscription.criteria", await RefusedAsync(ASubscription.To("message-lost", hook.At("none"))));
        Assert.Equal("Subscription.channel.endpoint", await RefusedAsync(ASubscription.To("message-received", "https://192.168.0.1/hook")));
        var late = ASubscription.To("message-received", hook.At("none"));
        late["end"] = "2099-01-01T00:00:00Z";
        Assert.Equal("Subscription.end", await RefusedAsync(late));
    }

    [Fact]
    public async Task What_is_numbered_outlives_a_restart_and_no_number_is_given_twice()
    {
        var system = await SystemAsync();
        var id = await ActiveAsync(system, ASubscription.To("message-received", hook.At("restarts"), "patient=Patient/mark-smith"));
        hook.Answer("restarts", 503);
        var messages = new List<string> { await SentAsync("mark-smith") };
        await gateway.StopGatewayAsync();
        await gateway.StartGatewayAsync();
        messages.Add(await SentAsync("mark-smith"));
        hook.Answer("restarts", null);

        var taken = await hook.EventsAsync("restarts", 2);

        Assert.Equal([1L, 2L], taken.SelectMany(call => call.Numbers));
        Assert.Equal(messages.Select(message => $"Communication/{message}"), taken.SelectMany(call => call.Focuses));
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await db.TopicEvents.CountAsync(topicEvent => topicEvent.SubscriptionId == id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_server_says_which_topics_it_has()
    {
        var statement = (await GetAsync("metadata", null)).Json;

        var resource = statement["rest"]![0]!["resource"]!.AsArray().Single(resource => (string?)resource!["type"] == "Subscription")!;
        Assert.Equal(
            TopicLibrary.All.Select(topic => topic.Canonical).Order(StringComparer.Ordinal),
            resource["extension"]!.AsArray().Where(extension => (string?)extension!["url"] == Backport.Topic)
                .Select(extension => (string)extension!["valueCanonical"]!).Order(StringComparer.Ordinal));
        Assert.Equal(Backport.Subscription, (string?)resource["supportedProfile"]![0]);
        Assert.Equal(Backport.Server, (string?)statement["instantiates"]![0]);
        Assert.Equal(200, (await GetAsync("Basic/message-received", null)).Status);
    }

    // One that has only just started may not have reached the issuer of tokens, or the EHR: it says so, and is asked again.
    private async Task<Answer> AskAsync(
        HttpMethod method, string path, string? token, string? body = null, string contentType = "application/fhir+json", params (string Name, string Value)[] headers)
    {
        Answer? answer = null;
        await UntilAsync(async () => (answer = await gateway.SendAsync(method, path, token, body, contentType, headers)).Status != 503);
        return answer!;
    }

    private Task<Answer> GetAsync(string path, string? token) => AskAsync(HttpMethod.Get, path, token);

    [Fact]
    public async Task An_operator_sees_what_failed_and_has_its_endpoint_called_again_within_what_was_granted()
    {
        var system = await SystemAsync();
        hook.Answer("desk", 403);
        var subscribed = await SubscribeAsync(system, ASubscription.To("message-received", hook.At("desk"), "patient=Patient/nobody").WithHeader("X-Key: a-secret"));
        var id = (string)subscribed["id"]!;
        await UntilStatusAsync(id, "error", system);

        var listed = await DeskAsync(HttpMethod.Get, "", gateway.TokenOf("gateway/operate"));
        var failed = listed.Json["subscriptions"]!.AsArray().Single(one => (string?)one!["id"] == id)!;
        Assert.Equal(("message-received", "error", "403", hook.At("desk")[..^"/desk".Length]), (
            (string?)failed["topic"], (string?)failed["status"], (string?)failed["fault"], (string?)failed["endpoint"]));
        Assert.DoesNotContain("a-secret", listed.Body, StringComparison.Ordinal);
        Assert.Equal("error", (string?)listed.Json["subscriptions"]![0]!["status"]);

        hook.Answer("desk", null);
        Assert.Equal(200, (await DeskAsync(HttpMethod.Post, $"/{id}/$retry", gateway.TokenOf("gateway/operate", "Practitioner/admin-ode"))).Status);

        var active = await UntilStatusAsync(id, "active", system);
        Assert.Equal((string?)subscribed["end"], (string?)active["end"]);
        Assert.Equal(409, (await DeskAsync(HttpMethod.Post, $"/{id}/$retry", gateway.TokenOf("gateway/operate"))).Status);
        Assert.Equal(404, (await DeskAsync(HttpMethod.Post, "/nobody/$retry", gateway.TokenOf("gateway/operate"))).Status);
        Assert.Equal(403, (await DeskAsync(HttpMethod.Get, "", system)).Status);
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var told = await db.Audit.FirstAsync(entry => entry.Resource == $"Subscription/{id}" && entry.Person == "Practitioner/admin-ode", TestContext.Current.CancellationToken);
        Assert.Equal((true, "127.0.0.1"), (told.RequestId is { Length: > 0 }, told.Address));
    }

    private async Task<Answer> DeskAsync(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, $"admin/subscriptions{path}"));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    private Task<string> SystemAsync() => gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");

    private async Task<JsonNode> SubscribeAsync(string token, JsonObject subscription)
    {
        var answer = await AskAsync(HttpMethod.Post, "Subscription", token, subscription.ToJsonString());
        Assert.True(answer.Status == 201, answer.Body);
        return answer.Json;
    }

    private async Task<string> ActiveAsync(string token, JsonObject subscription)
    {
        var id = (string)(await SubscribeAsync(token, subscription))["id"]!;
        await UntilStatusAsync(id, "active", token);
        return id;
    }

    private async Task<JsonNode> UntilStatusAsync(string id, string status, string token)
    {
        JsonNode? read = null;
        await UntilAsync(async () => (string?)(read = (await GetAsync($"Subscription/{id}", token)).Json)["status"] == status);
        return read!;
    }

    private async Task<JsonNode> StatusAsync(string id, string token)
    {
        var answer = await GetAsync($"Subscription/{id}/$status", token);
        Assert.Equal((200, "searchset"), (answer.Status, (string?)answer.Json["type"]));
        return answer.Json["entry"]![0]!["resource"]!;
    }

    private static JsonNode? Parameter(JsonNode parameters, string name) =>
        parameters["parameter"]!.AsArray().SingleOrDefault(parameter => (string?)parameter!["name"] == name);

    private async Task<string> SentAsync(string about)
    {
        var (sender, saying) = about == "johnny-smith"
            ? ("susie-smith", "Johnny's left knee hurts when he climbs stairs, since about a week. Should we come in?")
            : (about, AMessage.AboutSelf);
        var token = await gateway.Ehr.TokenAsync(sender, about);
        var answer = await AskAsync(HttpMethod.Post, "Communication", token, AMessage.From(sender, about, saying).ToJsonString());
        Assert.True(answer.Status == 201 && (string?)answer.Json["status"] != "on-hold", answer.Body);
        return answer.Id;
    }

    private static async Task UntilAsync(Func<Task<bool>> wishedAsync)
    {
        for (var attempt = 0; attempt < 900; attempt++)
        {
            if (await wishedAsync())
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not become as wished.");
    }
}
