using System.Text.Json.Nodes;
using Gateway.References;
using Gateway.Storage;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

/// <summary>What <see cref="ConditionalTests"/> and <see cref="UpdateTests"/> ask of one process, asked of two on one database.</summary>
public sealed class TwoProcessesTests(TwoGateways gateways) : IClassFixture<TwoGateways>, IAsyncLifetime
{
    private const int Many = 64;

    private string system = "";

    private string susie = "";

    public async ValueTask InitializeAsync()
    {
        await gateways.StartedAsync();
        system = await gateways.Ehr.TokenAsync("system", scope: "system/*.cruds");
        susie = await gateways.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_many_who_create_under_one_condition_a_single_one_does()
    {
        var name = NewName();

        var answers = await ManyAsync(_ => SendAsync(HttpMethod.Post, "CommunicationRequest", system, ARequest(name), Condition(name)));

        AssertOneMade(answers);
        Assert.Equal([answers[0].Id], await FoundAsync("CommunicationRequest", name));
    }

    [Fact]
    public async Task A_message_is_created_under_a_condition_once_and_reaches_the_EHR_once()
    {
        var name = NewName();
        var message = Named(AMessage.From("susie-smith", "susie-smith"), name);

        var answers = await ManyAsync(_ => SendAsync(HttpMethod.Post, "Communication", susie, message, Condition(name)));

        AssertOneMade(answers);
        await AssertFiledOnceAsync(answers[0].Id);
    }

    [Fact]
    public async Task Of_many_who_put_under_one_condition_a_single_one_creates()
    {
        var name = NewName();

        var answers = await ManyAsync(_ => SendAsync(
            HttpMethod.Put, $"CommunicationRequest?identifier=urn:clinic:requests|{name}", system, ARequest(name)));

        AssertOneMade(answers);
        Assert.All(answers, answer => Assert.Equal("W/\"1\"", answer.Headers["ETag"]));
    }

    [Fact]
    public async Task One_key_makes_one_message_and_it_reaches_the_EHR_once()
    {
        var key = NewName();
        var message = AMessage.From("susie-smith", "susie-smith");

        var answers = await ManyAsync(_ => SendAsync(HttpMethod.Post, "Communication", susie, message, ("Idempotency-Key", key)));

        AssertOneMade(answers);
        await AssertFiledOnceAsync(answers[0].Id);
    }

    [Fact]
    public async Task Of_a_burst_that_comes_to_both_at_once_there_is_one_Task_and_no_message_is_lost()
    {
        var message = AMessage.From("susie-smith", "susie-smith").With("recipient", new JsonArray(AMessage.Ref(TwoGateways.Folding)));

        var sent = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync(HttpMethod.Post, "Communication", susie, message)));

        Assert.All(sent, answer => Assert.True(answer.Status == 201, answer.Body));
        var tasks = (await gateways.SendAsync(HttpMethod.Get, $"Task?focus={string.Join(',', sent.Select(answer => $"Communication/{answer.Id}"))}", system)).Json["entry"]!.AsArray();
        var task = Assert.Single(tasks)!["resource"]!;
        var listed = task["input"]!.AsArray().Select(input => (string?)input!["valueReference"]?["reference"]).OfType<string>().Append((string)task["focus"]!["reference"]!);
        Assert.Equal(sent.Select(answer => $"Communication/{answer.Id}").Order(), listed.Order());
    }

    [Fact]
    public async Task One_key_makes_one_request()
    {
        var key = NewName();
        var name = NewName();

        var answers = await ManyAsync(_ => SendAsync(HttpMethod.Post, "CommunicationRequest", system, ARequest(name), ("Idempotency-Key", key)));

        AssertOneMade(answers);
        Assert.Equal([answers[0].Id], await FoundAsync("CommunicationRequest", name));
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_a_single_one_does()
    {
        var created = await SendAsync(HttpMethod.Post, "CommunicationRequest", system, ARequest(NewName()));

        var answers = await ManyAsync(i => SendAsync(
            HttpMethod.Put, $"CommunicationRequest/{created.Id}", system, Changed(created, i), ("If-Match", "W/\"1\"")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(Many - 1, answers.Count(answer => answer.Status == 412));
        Assert.Equal(["2", "1"], await VersionsAsync(created.Id));
    }

    [Fact]
    public async Task Many_who_name_no_version_all_change_it_and_each_change_is_a_version()
    {
        var created = await SendAsync(HttpMethod.Post, "CommunicationRequest", system, ARequest(NewName()));

        var answers = await ManyAsync(i => SendAsync(HttpMethod.Put, $"CommunicationRequest/{created.Id}", system, Changed(created, i)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(
            Enumerable.Range(2, Many).Select(version => $"W/\"{version}\"").Order(StringComparer.Ordinal),
            answers.Select(answer => answer.Headers["ETag"]).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, Many + 1).Reverse().Select(version => $"{version}"), await VersionsAsync(created.Id));
    }

    [Fact]
    public async Task What_both_could_read_in_the_EHR_is_taken_in_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            gateways.Ehr.ReplyAsync(("patient", "susie-smith"), ("to", "Patient/susie-smith"), ("text", $"Your flu vaccine number {i} is here."))));

        var source = $"{gateways.Ehr.FhirBase}/Communication/";
        List<AuditEntry> taken = [];
        for (var attempt = 0; attempt < 600 && taken.Count < replies.Length; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            taken = await gateways.TrailAsync(row => row.Action == AuditAction.Create && row.Related!.StartsWith(source));
        }

        Assert.Equal(
            replies.Select(reply => (string)reply["id"]!).Order(StringComparer.Ordinal),
            taken.Select(row => row.Related![source.Length..].Split('/')[0]).Order(StringComparer.Ordinal));
    }

    private static Task<Answer[]> ManyAsync(Func<int, Task<Answer>> sendAsync) => Task.WhenAll(Enumerable.Range(0, Many).Select(sendAsync));

    private Task<Answer> SendAsync(HttpMethod method, string path, string token, JsonNode body, params (string Name, string Value)[] headers) =>
        gateways.SendAsync(method, path, token, body.ToJsonString(), headers);

    private static void AssertOneMade(Answer[] answers)
    {
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(Many - 1, answers.Count(answer => answer.Status == 200));
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
    }

    private async Task<string[]> FoundAsync(string type, string name)
    {
        var page = await gateways.SendAsync(HttpMethod.Get, $"{type}?identifier=urn:clinic:requests|{name}", system);
        return [.. page.Json["entry"]!.AsArray().Select(entry => (string)entry!["resource"]!["id"]!)];
    }

    private async Task<string[]> VersionsAsync(string id)
    {
        var page = await gateways.SendAsync(HttpMethod.Get, $"CommunicationRequest/{id}/_history?_count=100", system);
        return [.. page.Json["entry"]!.AsArray().Select(entry => (string)entry!["resource"]!["meta"]!["versionId"]!)];
    }

    // Both processes deliver: a second copy would come from the other one, and may come later.
    private async Task AssertFiledOnceAsync(string id)
    {
        var token = await gateways.Ehr.TokenAsync("system");
        var path = $"Communication?identifier={Uri.EscapeDataString($"{MessageId.System}|{id}")}";
        var cancellation = TestContext.Current.CancellationToken;
        for (var attempt = 0; attempt < 600 && await CountAsync() == 0; attempt++)
        {
            await Task.Delay(100, cancellation);
        }

        await Task.Delay(2_000, cancellation);
        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync() =>
            (await gateways.Ehr.GetAsync(path, token, cancellation)).TryGetProperty("entry", out var entries) ? entries.GetArrayLength() : 0;
    }

    private static (string Name, string Value) Condition(string name) => ("If-None-Exist", $"identifier=urn:clinic:requests|{name}");

    private static JsonObject ARequest(string name) => Named(
        new JsonObject
        {
            ["resourceType"] = "CommunicationRequest",
            ["status"] = "draft",
            ["subject"] = AMessage.Ref("Patient/susie-smith"),
            ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "Please send us your readings of this week." }),
        },
        name);

    private static JsonObject Changed(Answer created, int change) =>
        created.Json.AsObject().With("note", new JsonArray(new JsonObject { ["text"] = $"Change {change}" }));

    private static JsonObject Named(JsonObject resource, string name) =>
        resource.With("identifier", new JsonArray(new JsonObject { ["system"] = "urn:clinic:requests", ["value"] = name }));

    private static string NewName() => Guid.NewGuid().ToString("N");
}
