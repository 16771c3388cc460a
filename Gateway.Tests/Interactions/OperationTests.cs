using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class OperationTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    [Fact]
    public async Task Check_tells_what_would_become_of_a_message_and_keeps_nothing()
    {
        var susie = await SusieAsync();
        var before = (int?)(await Gateway.GetAsync("Communication?_summary=count", susie)).Json["total"];

        var answer = await CheckAsync(AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today").With("status", "preparation"), susie);

        Assert.Equal(200, answer.Status);
        var subject = ParameterOf(answer, "subject")!["part"]!.AsArray();
        Assert.Equal("other", (string?)subject.Single(part => (string?)part!["name"] == "verdict")!["valueCode"]);
        Assert.Equal(
            "Patient/johnny-smith", (string?)subject.Single(part => (string?)part!["name"] == "suggestedChart")!["valueReference"]!["reference"]);
        Assert.NotNull(ParameterOf(answer, "urgency")!["valueCode"]);
        Assert.NotNull(ParameterOf(answer, "intent")!["valueCode"]);
        Assert.Equal(before, (int?)(await Gateway.GetAsync("Communication?_summary=count", susie)).Json["total"]);
    }

    [Fact]
    public async Task Check_of_a_good_message_says_so()
    {
        var answer = await CheckAsync(AMessage.From("susie-smith", "susie-smith"), await SusieAsync());

        Assert.Equal("self", (string?)ParameterOf(answer, "subject")!["part"]![0]!["valueCode"]);
        var intents = answer.Json["parameter"]!.AsArray().Where(parameter => (string?)parameter!["name"] == "intent").ToArray();
        Assert.Equal(intents.Length, intents.Select(intent => (string?)intent!["valueCode"]).Distinct().Count());
        Assert.InRange((decimal)intents[0]!["extension"]![0]!["valueDecimal"]!, 0.5m, 1m);
        Assert.Equal("information", (string?)ParameterOf(answer, "outcome")!["resource"]!["issue"]![0]!["severity"]);
    }

    [Fact]
    public async Task Check_needs_the_right_to_write() =>
        Assert.Equal(403, (await CheckAsync(AMessage.From("susie-smith", "susie-smith"), await SusieAsync("patient/*.rs"))).Status);

    [Fact]
    public async Task Validate_finds_what_is_wrong_and_stores_nothing()
    {
        var token = await SystemAsync();
        var wrong = ARequest().With("occurrencePeriod", new JsonObject { ["start"] = "2026-05-02", ["end"] = "2026-05-01" });

        var invalid = await Gateway.SendAsync(HttpMethod.Post, "CommunicationRequest/$validate", token, wrong.ToJsonString());
        var valid = await Gateway.SendAsync(HttpMethod.Post, "CommunicationRequest/$validate", token, ARequest().ToJsonString());
        var unknown = await Gateway.SendAsync(
            HttpMethod.Post, "CommunicationRequest/$validate?profile=https://example.org/none", token, ARequest().ToJsonString());
        var unparsable = await Gateway.SendAsync(HttpMethod.Post, "CommunicationRequest/$validate", token, ARequest().With("colour", "red").ToJsonString());

        Assert.All(new[] { invalid, valid, unknown, unparsable }, answer => Assert.Equal(200, answer.Status));
        Assert.Equal("error", (string?)invalid.Json["issue"]![0]!["severity"]);
        Assert.Equal("information", (string?)valid.Json["issue"]![0]!["severity"]);
        Assert.Equal("not-found", (string?)unknown.Json["issue"]![0]!["code"]);
        Assert.Equal("error", (string?)unparsable.Json["issue"]![0]!["severity"]);
    }

    [Fact]
    public async Task Validate_takes_a_resource_in_parameters_with_a_profile()
    {
        var message = AMessage.From("susie-smith", "susie-smith");
        message.Remove("subject");
        var parameters = new JsonObject
        {
            ["resourceType"] = "Parameters",
            ["parameter"] = new JsonArray(
                new JsonObject { ["name"] = "resource", ["resource"] = message },
                new JsonObject { ["name"] = "profile", ["valueUri"] = "https://fhirmessaging.org/fhir/StructureDefinition/patient-message" }),
        };

        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication/$validate", await SystemAsync(), parameters.ToJsonString());

        Assert.Contains("Communication.subject", answer.Body, StringComparison.Ordinal);
    }

    private Task<Answer> CheckAsync(JsonObject message, string token) => Gateway.SendAsync(
        HttpMethod.Post,
        "Communication/$check",
        token,
        new JsonObject
        {
            ["resourceType"] = "Parameters",
            ["parameter"] = new JsonArray(new JsonObject { ["name"] = "resource", ["resource"] = message }),
        }.ToJsonString());

    private static JsonNode? ParameterOf(Answer answer, string name) =>
        answer.Json["parameter"]!.AsArray().FirstOrDefault(parameter => (string?)parameter!["name"] == name);
}
