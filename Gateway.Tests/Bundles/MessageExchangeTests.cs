using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using static Gateway.Tests.Bundles.ABundle;

namespace Gateway.Tests.Bundles;

/// <summary>FHIR messages at $process-message.</summary>
public sealed class MessageExchangeTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_message_is_taken_in_and_answered_by_a_message()
    {
        var answer = await SendAsync(AMessageBundle("h1", AMessage.From("susie-smith", "susie-smith")));

        Assert.Equal(200, answer.Status);
        Assert.Equal("message", (string?)answer.Json["type"]);
        var header = answer.EntryAt(0)["resource"]!;
        Assert.Equal(("h1", "ok"), ((string?)header["response"]!["identifier"], (string?)header["response"]!["code"]));
        Assert.Equal("https://portal.example/endpoint", (string?)header["destination"]![0]!["endpoint"]);
        Assert.Equal("message-sent", (string?)header["eventCoding"]!["code"]);
        Assert.Equal((string?)answer.EntryAt(1)["fullUrl"], (string?)header["focus"]![0]!["reference"]);
        await Gateway.FiledOnceAsync(answer.IdAt(1));
    }

    [Fact]
    public async Task The_same_message_sent_again_is_answered_with_what_it_made()
    {
        var first = await SendAsync(AMessageBundle("h2", AMessage.From("susie-smith", "susie-smith")));
        var again = await SendAsync(AMessageBundle("h2", AMessage.From("susie-smith", "susie-smith")).With("timestamp", "2026-11-22T10:00:00Z"));
        var other = await SendAsync(AMessageBundle("h2", AMessage.From("susie-smith", "susie-smith", "My right knee hurts too.")));

        Assert.Equal(first.IdAt(1), again.IdAt(1));
        Assert.Equal("fatal-error", CodeOf(other));
        Assert.Equal("duplicate", (string?)other.EntryAt(1)["resource"]!["issue"]![0]!["code"]);
    }

    [Fact]
    public async Task The_bundles_own_identifier_outranks_the_headers_id()
    {
        JsonObject Sent(string header) => AMessageBundle(header, AMessage.From("susie-smith", "susie-smith")).With("identifier", Identifier("one-and-the-same"));

        Assert.Equal((await SendAsync(Sent("h3"))).IdAt(1), (await SendAsync(Sent("h4"))).IdAt(1));
    }

    [Fact]
    public async Task What_is_given_back_is_a_fatal_error_with_its_reasons()
    {
        var answer = await SendAsync(AMessageBundle("h5", AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today")));

        Assert.Equal((200, "fatal-error"), (answer.Status, CodeOf(answer)));
        var outcome = answer.EntryAt(1);
        Assert.Equal((string?)outcome["fullUrl"], (string?)answer.EntryAt(0)["resource"]!["response"]!["details"]!["reference"]);
        Assert.Equal("Bundle.entry[1].resource.subject", outcome["resource"]!.Expressions()[0]);
        Assert.Contains("\"Patient/johnny-smith\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("fever", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, answer.Json["entry"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_held_is_taken_in_with_a_word_of_why()
    {
        var answer = await SendAsync(AMessageBundle("h6", AMessage.From("susie-smith", "susie-smith", "My husband has a rash all over his back.")));

        Assert.Equal("ok", CodeOf(answer));
        Assert.Equal(["MessageHeader", "OperationOutcome", "Communication"], answer.Json["entry"]!.AsArray().Select(entry => (string?)entry!["resource"]!["resourceType"]));
        Assert.Equal("on-hold", (string?)answer.EntryAt(2)["resource"]!["status"]);
    }

    [Fact]
    public async Task While_the_EHR_is_away_the_error_is_transient()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.FaultAsync("down");

        var answer = await SendAsync(AMessageBundle("h7", AMessage.From("susie-smith", "susie-smith")), gateway, token);

        Assert.Equal("transient-error", CodeOf(answer));
    }

    [Fact]
    public async Task XML_is_answered_in_XML()
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "$process-message?_format=xml&_summary=true", await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"),
            AMessageBundle("h8", AMessage.From("susie-smith", "susie-smith")).ToJsonString());

        Assert.Equal("application/fhir+xml; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Contains("<contentString value=", answer.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unusable => [.. UnusableBundles.Keys];

    private static Dictionary<string, JsonObject> UnusableBundles { get; } = new()
    {
        ["a batch"] = Of("batch", Entry("GET", "Communication")),
        ["no header"] = AMessageBundle("h", AMessage.From("susie-smith", "susie-smith")).Without(0),
        ["no content"] = AMessageBundle("h", AMessage.From("susie-smith", "susie-smith")).Without(1),
        ["another focus"] = AMessageBundle("h", AQuestionnaire("Not a message")),
        ["a header without an id"] = AMessageBundle(null, AMessage.From("susie-smith", "susie-smith")),
        ["no FHIR"] = AMessageBundle("h", AMessage.From("susie-smith", "susie-smith").With("status", "bogus")),
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_is_no_message_with_a_Communication_is_refused(string name)
    {
        var answer = await SendAsync((JsonObject)UnusableBundles[name].DeepClone());

        Assert.True(answer.Status == 400, $"{name}: {answer.Status} {answer.Body}");
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Fact]
    public async Task Who_may_not_send_may_not_send_this_way()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/Communication.rs");

        Assert.Equal(403, (await SendAsync(AMessageBundle("h9", AMessage.From("susie-smith", "susie-smith")), Gateway, token)).Status);
    }

    [Fact]
    public async Task An_answer_later_is_not_promised()
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "$process-message?async=true", await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"),
            AMessageBundle("h10", AMessage.From("susie-smith", "susie-smith")).ToJsonString());

        Assert.Equal(400, answer.Status);
    }

    private async Task<Answer> SendAsync(JsonObject bundle) => await SendAsync(bundle, Gateway, await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

    private static Task<Answer> SendAsync(JsonObject bundle, RunningGateway gateway, string token) =>
        gateway.SendAsync(HttpMethod.Post, "$process-message", token, bundle.ToJsonString());

    private static string? CodeOf(Answer answer) => (string?)answer.EntryAt(0)["resource"]!["response"]!["code"];

    private static JsonObject AMessageBundle(string? header, JsonObject content)
    {
        const string Content = "urn:uuid:5b7c0d3e-9c1f-4d0b-8a52-0f4be6f1a001";
        var head = new JsonObject
        {
            ["resourceType"] = "MessageHeader",
            ["eventCoding"] = new JsonObject { ["system"] = "https://portal.example/events", ["code"] = "message-sent" },
            ["source"] = new JsonObject { ["endpoint"] = "https://portal.example/endpoint" },
            ["focus"] = new JsonArray(AMessage.Ref(Content)),
        };
        if (header is not null)
        {
            head["id"] = header;
        }

        return new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "message",
            ["entry"] = new JsonArray(
                new JsonObject { ["resource"] = head },
                new JsonObject { ["fullUrl"] = Content, ["resource"] = content }),
        };
    }
}

/// <summary>Bundles with less in them.</summary>
internal static class LessOfABundle
{
    public static JsonObject Without(this JsonObject bundle, int entry)
    {
        bundle["entry"]!.AsArray().RemoveAt(entry);
        return bundle;
    }
}
