using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Review;

/// <summary>Held messages and the reviewers who look at them, through the front door.</summary>
internal sealed class ReviewDesk(RunningGateway gateway)
{
    public const string Scope = "user/Task.rus user/Communication.rs gateway/review";

    public const string AboutHusband = "My husband has a rash all over his back.";

    public const string PoisonedChild = "Johnny swallowed a whole bottle of my iron pills an hour ago";

    public string Reviewer(string practitioner = "nurse-kim", string scope = Scope) => gateway.TokenOf(scope, $"Practitioner/{practitioner}");

    /// <summary>Has a message of hers held, and answers its id and that of its review.</summary>
    public async Task<(string Message, string Task)> HoldAsync(string saying = AboutHusband)
    {
        var susie = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var held = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", saying), susie);
        Assert.Equal((201, "on-hold"), (held.Status, (string?)held.Json["status"]));
        var tasks = await gateway.GetAsync($"Task?focus=Communication/{held.Id}", Reviewer());
        return (held.Id, (string)Assert.Single(tasks.Json["entry"]!.AsArray())!["resource"]!["id"]!);
    }

    public Task<Answer> CallAsync(string path, string? token = null, JsonNode? body = null) =>
        gateway.SendAsync(HttpMethod.Post, path, token ?? Reviewer(), body?.ToJsonString());

    public Task<Answer> ClaimAsync(string task, string reviewer = "nurse-kim", bool takesOver = false) => CallAsync(
        $"Task/{task}/$claim",
        Reviewer(reviewer),
        takesOver ? new JsonObject
        {
            ["resourceType"] = "Parameters",
            ["parameter"] = new JsonArray(new JsonObject { ["name"] = "takeOver", ["valueBoolean"] = true }),
        } : null);

    /// <summary>The ids of the queue, in its order.</summary>
    public async Task<string[]> QueueAsync(string query = "_count=100")
    {
        var page = await gateway.GetAsync($"Task/$review-queue?{query}", Reviewer());
        Assert.Equal(200, page.Status);
        return IdsIn(page);
    }

    public static string[] IdsIn(Answer page) => [.. (page.Json["entry"]?.AsArray() ?? []).Select(entry => (string)entry!["resource"]!["id"]!)];

    public static string? StandsAt(JsonNode task) => (string?)task["businessStatus"]!["coding"]![0]!["code"];

    public async Task<JsonNode> TaskAsync(string id) => (await gateway.GetAsync($"Task/{id}", Reviewer())).Json;
}
