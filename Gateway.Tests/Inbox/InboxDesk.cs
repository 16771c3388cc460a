using System.Text.Json.Nodes;
using Gateway.Tests.Review;
using Gateway.Tests.Support;

namespace Gateway.Tests.Inbox;

/// <summary>Messages that were taken in, and the people who work on them, through the front door. Nurse Kim is in the pools of nurses and refills, desk Park in those of scheduling and billing.</summary>
internal sealed class InboxDesk(RunningGateway gateway)
{
    public const string Nurses = "CareTeam/pool-nurse-triage";
    public const string Refills = "CareTeam/pool-refill";
    public const string Scheduling = "CareTeam/pool-scheduling";

    public const string Today = "There is blood in my urine";
    public const string Emergency = "The worst headache of my life hit me ten minutes ago";

    public const string Scope = "user/Task.rus user/Communication.crs";

    /// <summary>Staff without any chart of their own: what they may do comes from their pool.</summary>
    public string Kim => gateway.TokenOf(Scope, "Practitioner/nurse-kim");

    public string Park => gateway.TokenOf(Scope, "Practitioner/desk-park");

    /// <summary>A clinician within Susie's chart.</summary>
    public string Lee => gateway.TokenOf("user/*.cruds", "Practitioner/dr-lee", "susie-smith");

    public Task<string> SusieAsync() => gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

    /// <summary>Sends a message of Susie's, and answers its id and that of its Task.</summary>
    public async Task<(string Message, string Task)> SendAsync(string saying = AMessage.AboutSelf)
    {
        var sent = await ReviewFixture.SentAsync(gateway, AMessage.From("susie-smith", "susie-smith", saying), await SusieAsync());
        Assert.Equal((201, "completed"), (sent.Status, (string?)sent.Json["status"]));
        return (sent.Id, (string)(await TaskOfAsync(sent.Id))["id"]!);
    }

    public async Task<JsonNode> TaskOfAsync(string message)
    {
        var page = await gateway.GetAsync($"Task?focus=Communication/{message}&code=answer-message", gateway.TokenOf("system/*.rs"));
        return Assert.Single(page.Json["entry"]!.AsArray())!["resource"]!;
    }

    public Task<Answer> CallAsync(string task, string operation, string token, params (string Name, JsonObject Value)[] parameters)
    {
        var body = new JsonObject { ["resourceType"] = "Parameters" };
        if (parameters.Length > 0)
        {
            body["parameter"] = new JsonArray([.. parameters.Select(parameter =>
            {
                parameter.Value["name"] = parameter.Name;
                return parameter.Value;
            })]);
        }

        return AnsweredAsync(() => gateway.SendAsync(HttpMethod.Post, $"Task/{task}/${operation}", token, body.ToJsonString()));
    }

    public Task<Answer> GetAsync(string path, string token) => AnsweredAsync(() => gateway.GetAsync(path, token));

    /// <summary>What is asked is asked again while the EHR does not answer in time, as the answer says: on a busy machine it is slow.</summary>
    public static Task<Answer> AnsweredAsync(Func<Task<Answer>> askAsync) =>
        ReviewFixture.UntilAsync<Answer>(async () => await askAsync() is { Status: not 503 } answer ? answer : null, "an answer of the EHR");

    public Task<Answer> RerouteAsync(string task, string token, string? pool, string reason = "wrong-pool", string? person = null, string? note = null) => CallAsync(
        task,
        "reroute",
        token,
        [
            .. pool is null ? [] : new[] { ("pool", new JsonObject { ["valueString"] = pool }) },
            .. person is null ? [] : new[] { ("person", new JsonObject { ["valueString"] = person }) },
            .. note is null ? [] : new[] { ("note", new JsonObject { ["valueString"] = note }) },
            ("reason", new JsonObject { ["valueCode"] = reason }),
        ]);

    /// <summary>The ids of an inbox, in its order.</summary>
    public async Task<string[]> InboxAsync(string pool, string token, string more = "_count=100")
    {
        var page = await GetAsync($"Task/$inbox?pool={pool}&{more}", token);
        Assert.Equal(200, page.Status);
        return IdsIn(page);
    }

    public static string[] IdsIn(Answer page) => [.. (page.Json["entry"]?.AsArray() ?? []).Select(entry => (string)entry!["resource"]!["id"]!)];

    public static string? StandsAt(JsonNode task) => (string?)task["businessStatus"]!["coding"]![0]!["code"];

    /// <summary>What a clinician writes back.</summary>
    public static JsonObject Reply(string message, string from = "Practitioner/dr-lee", string saying = "Please come in on Monday at ten.") =>
        AMessage.From(from, "susie-smith", saying)
            .With("inResponseTo", new JsonArray(AMessage.Ref($"Communication/{message}")))
            .With("recipient", new JsonArray(AMessage.Ref("Patient/susie-smith")));
}
