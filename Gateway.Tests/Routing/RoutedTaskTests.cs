using System.Globalization;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Tests.Inbox;
using Gateway.Tests.Review;
using Gateway.Tests.Support;

namespace Gateway.Tests.Routing;

/// <summary>The Task that a message becomes, through the front door.</summary>
public sealed class RoutedTaskTests : IAsyncLifetime
{
    private readonly string policy = Path.GetTempFileName();
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json"), TestContext.Current.CancellationToken))!;
        document["version"] = "routing-test";
        document["routing"]!["direct"] = new JsonArray("clinical", "newSymptom", "testResult");
        document["routing"]!["people"] = JsonNode.Parse(
            """{ "Practitioner/dr-lee": { "calendar": "clinic", "cover": "Practitioner/nurse-kim", "out": [{ "from": "2000-01-01", "until": "2999-12-31" }] } }""");
        await File.WriteAllTextAsync(policy, document.ToJsonString(), TestContext.Current.CancellationToken);
        gateway.Settings["Policy:File"] = policy;
        await gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        File.Delete(policy);
    }

    [Fact]
    public async Task The_task_of_a_message_says_whose_it_is_and_what_was_promised()
    {
        var task = await TaskOfAsync(await SentAsync(AMessage.From("susie-smith", "susie-smith")));

        Assert.Equal("CareTeam/pool-nurse-triage", (string?)task["owner"]!["reference"]);
        Assert.Equal("CareTeam/pool-nurse-triage", (string?)Extension(task, Canonicals.TaskPool)!["valueReference"]!["reference"]);
        var (authored, promised) = (At(task["authoredOn"]!), At(task["restriction"]!["period"]!["end"]!));
        var course = Extension(task, Canonicals.TaskCourse)!["extension"]!.AsArray();
        Assert.Equal("routing-test", (string?)Part(course, "policy")!["valueString"]);
        Assert.True(authored < At(Part(course, "openBy")!["valueInstant"]!));
        Assert.True(At(Part(course, "openBy")!["valueInstant"]!) <= promised && promised < At(Part(course, "escalateBy")!["valueInstant"]!));
        Assert.Null(Part(course, "opened"));
    }

    [Fact]
    public async Task A_message_to_a_practitioner_who_is_out_is_her_cover_s_and_the_task_names_the_rule()
    {
        var task = await TaskOfAsync(await SentAsync(
            AMessage.From("susie-smith", "susie-smith").With("recipient", new JsonArray(AMessage.Ref("Practitioner/dr-lee")))));

        Assert.Equal("Practitioner/nurse-kim", (string?)task["owner"]!["reference"]);
        Assert.Equal("CareTeam/pool-nurse-triage", (string?)Extension(task, Canonicals.TaskPool)!["valueReference"]!["reference"]);
        Assert.Equal("practitioner-out", (string?)Part(Extension(task, Canonicals.Evidence)!["extension"]!.AsArray(), "rule")!["valueCode"]);
    }

    [Fact]
    public async Task What_a_clinician_writes_waits_for_nobody()
    {
        var lee = gateway.TokenOf("user/*.cruds", "Practitioner/dr-lee", "susie-smith");

        var reply = await ReviewFixture.SentAsync(gateway, AMessage.From("Practitioner/dr-lee", "susie-smith", "Please come in on Monday."), lee);

        Assert.Equal(201, reply.Status);
        Assert.Null(reply.Json["recipient"]);
        Assert.Equal(0, (int?)(await gateway.GetAsync($"Task?focus=Communication/{reply.Id}", lee)).Json["total"]);
    }

    [Fact]
    public async Task A_plain_patch_keeps_what_the_gateway_reckons_by()
    {
        var susie = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var lee = gateway.TokenOf("user/*.cruds", "Practitioner/dr-lee", "susie-smith");
        var id = (string)(await TaskOfAsync(await SentAsync(AMessage.From("susie-smith", "susie-smith"), susie)))["id"]!;

        var moved = await PatchAsync(id, lee, """[{"op":"replace","path":"/owner/reference","value":"CareTeam/pool-refill"}]""");
        var taken = await PatchAsync(
            id,
            lee,
            """
            [{"op":"replace","path":"/owner/reference","value":"Practitioner/dr-lee"},{"op":"replace","path":"/status","value":"accepted"},
             {"op":"replace","path":"/businessStatus/coding/0/code","value":"claimed"}]
            """);

        Assert.Equal(422, moved.Status);
        Assert.Contains("$reroute", moved.Body, StringComparison.Ordinal);
        Assert.Equal(200, taken.Status);
        Assert.NotNull(Part(Extension(taken.Json, Canonicals.TaskCourse)!["extension"]!.AsArray(), "opened"));
        Assert.Equal("CareTeam/pool-nurse-triage", (string?)Extension(taken.Json, Canonicals.TaskPool)!["valueReference"]!["reference"]);
    }

    private Task<Answer> PatchAsync(string id, string token, string patch) =>
        InboxDesk.AnsweredAsync(() => gateway.SendAsync(HttpMethod.Patch, $"Task/{id}", token, patch, "application/json-patch+json"));

    private async Task<string> SentAsync(JsonObject message, string? token = null)
    {
        var answer = await ReviewFixture.SentAsync(gateway, message, token ?? await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.Equal(201, answer.Status);
        return answer.Id;
    }

    private async Task<JsonNode> TaskOfAsync(string message)
    {
        var page = await gateway.GetAsync($"Task?focus=Communication/{message}", gateway.TokenOf("system/*.rs"));
        return Assert.Single(page.Json["entry"]!.AsArray())!["resource"]!;
    }

    private static JsonNode? Extension(JsonNode task, string url) => task["extension"]!.AsArray().SingleOrDefault(extension => (string?)extension!["url"] == url);

    private static JsonNode? Part(JsonArray parts, string url) => parts.SingleOrDefault(part => (string?)part!["url"] == url);

    private static DateTimeOffset At(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);
}
