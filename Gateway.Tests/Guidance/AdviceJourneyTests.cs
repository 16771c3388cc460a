using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Guidance;

/// <summary>An emergency's sender is told what to do now, whatever becomes of the message and whatever answer the app asked for.</summary>
public sealed class AdviceJourneyTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string ChestPain = "I have had crushing chest pain going into my left arm for twenty minutes";
    private const string Iron = "Johnny swallowed a whole bottle of my iron pills an hour ago";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task What_is_taken_in_says_it_in_the_message_and_in_a_header()
    {
        var answer = await PostAsync(ChestPain);

        Assert.Equal((201, "call-now"), (answer.Status, answer.Headers["X-Advice"]));
        var advice = Assert.Single(AdviceIn(answer.Json));
        Assert.Equal(("emergency", "tel:911", "en"), (Part(advice, "kind", "valueCode"), Part(advice, "call", "valueUri"), Part(advice, "language", "valueCode")));
        Assert.StartsWith("This may be an emergency. Call 911 now.", Part(advice, "text", "valueString"), StringComparison.Ordinal);
        Assert.Single(AdviceIn((await Gateway.GetAsync($"Communication/{answer.Id}", await SusieAsync())).Json));
    }

    [Theory]
    [InlineData("return=minimal")]
    [InlineData("return=OperationOutcome")]
    public async Task An_app_that_wants_no_message_back_is_told_in_an_outcome(string prefer)
    {
        var answer = await PostAsync(ChestPain, ("Prefer", prefer));

        Assert.Equal((201, "call-now"), (answer.Status, answer.Headers["X-Advice"]));
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.Equal("emergency", answer.Reasons.First());
        Assert.Contains("tel:911", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_wait_has_no_advice()
    {
        var answer = await PostAsync(AMessage.AboutSelf);

        Assert.False(answer.Headers.ContainsKey("X-Advice"));
        Assert.Empty(AdviceIn(answer.Json));
    }

    [Fact]
    public async Task A_held_emergency_names_poison_control_too()
    {
        var answer = await PostAsync(Iron);

        Assert.Equal("on-hold", (string?)answer.Json["status"]);
        Assert.Equal(["emergency", "poisoning"], AdviceIn(answer.Json).Select(advice => Part(advice, "kind", "valueCode")));
        Assert.Contains("1-800-222-1222", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wishes_to_die_is_told_988_first()
    {
        var answer = await PostAsync("I want to kill myself and I have the pills here", ("Prefer", "return=OperationOutcome"));

        Assert.Contains("988", Text(answer.Json["issue"]![0]!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", null)]
    [InlineData(null, "es-MX,es;q=0.9,en;q=0.5")]
    [InlineData("es", "en")]
    public async Task It_is_said_in_the_language_of_the_message_or_of_the_request(string? own, string? accepted)
    {
        var message = AMessage.From("susie-smith", "susie-smith", "Me aprieta el pecho y se me duerme el brazo izquierdo");
        var answer = await PostAsync(own is null ? message : message.With("language", own), accepted is null ? [] : [("Accept-Language", accepted)]);

        var advice = Assert.Single(AdviceIn(answer.Json));
        Assert.Equal("es", Part(advice, "language", "valueCode"));
        Assert.Contains("Llame al 911", Part(advice, "text", "valueString"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_back_says_it_first_and_that_nobody_has_read_it()
    {
        var answer = await PostAsync(AMessage.From("susie-smith", "susie-smith", ChestPain).With("about", new JsonArray(AMessage.Ref("Patient/luis-diaz"))));

        Assert.Equal((422, "call-now"), (answer.Status, answer.Headers["X-Advice"]));
        var first = answer.Json["issue"]![0]!;
        Assert.Equal("warning", (string?)first["severity"]);
        Assert.EndsWith("Nobody at the clinic has read this message.", Text(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_the_profile_is_an_emergency_all_the_same()
    {
        var answer = await PostAsync(AMessage.From("susie-smith", "susie-smith", ChestPain).With("status", "entered-in-error"));

        Assert.Equal((422, "call-now"), (answer.Status, answer.Headers["X-Advice"]));
        Assert.Equal("emergency", answer.Reasons.First());
    }

    [Fact]
    public async Task Whoever_lost_the_first_answer_is_told_again()
    {
        var first = await PostAsync(ChestPain, ("Idempotency-Key", "lost-answer"));
        var again = await PostAsync(ChestPain, ("Idempotency-Key", "lost-answer"), ("Prefer", "return=OperationOutcome"));

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal("call-now", again.Headers["X-Advice"]);
        Assert.Contains("Call 911 now", again.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_told_before_it_is_sent_and_shown_the_words()
    {
        var draft = AMessage.From("susie-smith", "susie-smith", ChestPain).With("status", "preparation");

        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication/$check", await SusieAsync(), draft.ToJsonString());

        var outcome = answer.Json["parameter"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "outcome")!["resource"]!;
        var first = outcome["issue"]![0]!;
        Assert.Equal("emergency", (string?)first["details"]!["coding"]![0]!["code"]);
        Assert.Contains(first["extension"]!.AsArray(), extension => ((string?)extension!["url"])!.EndsWith("/evidence", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advice_is_the_gateways_to_give()
    {
        var forged = new JsonObject
        {
            ["url"] = "https://fhirmessaging.org/fhir/StructureDefinition/advice",
            ["extension"] = new JsonArray(
                new JsonObject { ["url"] = "kind", ["valueCode"] = "emergency" },
                new JsonObject { ["url"] = "call", ["valueUri"] = "tel:900-555-0100" },
                new JsonObject { ["url"] = "language", ["valueCode"] = "en" }),
        };

        var answer = await PostAsync(AMessage.From("susie-smith", "susie-smith").With("extension", new JsonArray(forged)));

        Assert.Equal(201, answer.Status);
        Assert.DoesNotContain("900-555-0100", answer.Body, StringComparison.Ordinal);
    }

    private Task<Answer> PostAsync(string saying, params (string Name, string Value)[] headers) =>
        PostAsync(AMessage.From("susie-smith", "susie-smith", saying), headers);

    /// <summary>Sends, and again while the EHR does not answer in time, as the answer asks: one that has only just started is slow on a busy machine.</summary>
    private async Task<Answer> PostAsync(JsonObject message, params (string Name, string Value)[] headers)
    {
        var answer = await Gateway.PostAsync(message, await SusieAsync(), headers);
        for (var attempt = 0; answer.Status == 503 && attempt < 60; attempt++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            answer = await Gateway.PostAsync(message, await SusieAsync(), headers);
        }

        return answer;
    }

    private Task<string> SusieAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

    private static List<JsonNode> AdviceIn(JsonNode message) =>
        [.. (message["extension"]?.AsArray() ?? []).Where(extension => ((string?)extension!["url"])!.EndsWith("/advice", StringComparison.Ordinal)).Select(extension => extension!)];

    private static string? Part(JsonNode advice, string part, string value) =>
        (string?)advice["extension"]!.AsArray().First(extension => (string?)extension!["url"] == part)![value];

    private static string Text(JsonNode issue) => (string)issue["details"]!["text"]!;
}
