using System.Text;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>Whatever is sent, the answer is clear, and never a 500.</summary>
public sealed class BadInputTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Good = """{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/susie-smith"},"sender":{"reference":"Patient/susie-smith"},"payload":[{"contentString":"My knee hurts."}]}""";

    private RunningGateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData("{\"resourceType\":\"Communication\",", 400, "structure")]
    [InlineData("", 400, "structure")]
    [InlineData("[]", 400, "structure")]
    [InlineData("null", 400, "structure")]
    [InlineData("<Communication xmlns=\"http://hl7.org/fhir\"/>", 400, "structure")]
    [InlineData("{\"resourceType\":\"Nonsense\"}", 400, "structure")]
    [InlineData("{\"resourceType\":\"Patient\"}", 400, "structure")]
    [InlineData("{\"resourceType\":\"Communication\",\"status\":7,\"payload\":[{\"contentString\":\"x\"}]}", 400, "value")]
    [InlineData("{\"resourceType\":\"Communication\",\"status\":\"sent\",\"payload\":[{\"contentString\":\"x\"}]}", 400, "code-invalid")]
    [InlineData("{\"resourceType\":\"Communication\",\"status\":\"completed\",\"priorty\":\"stat\",\"payload\":[{\"contentString\":\"x\"}]}", 400, "structure")]
    public async Task A_body_that_is_no_communication_is_refused(string body, int status, string code)
    {
        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication", await TokenAsync(), body);

        Assert.Equal(status, answer.Status);
        AssertOutcome(answer, code);
    }

    [Theory]
    [InlineData("\"status\":\"completed\"", "\"status\":\"preparation\"", "Communication.status")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"entered-in-error\"", "Communication.status")]
    [InlineData("\"subject\":{\"reference\":\"Patient/susie-smith\"},", "", "Communication.subject")]
    [InlineData("\"subject\":{\"reference\":\"Patient/susie-smith\"}", "\"subject\":{\"reference\":\"Group/smiths\"}", "Communication.subject")]
    [InlineData("\"subject\":{\"reference\":\"Patient/susie-smith\"}", "\"subject\":{\"display\":\"Susie\"}", "Communication.subject")]
    [InlineData("\"sender\":{\"reference\":\"Patient/susie-smith\"},", "", "Communication.sender")]
    [InlineData("\"sender\":{\"reference\":\"Patient/susie-smith\"}", "\"sender\":{\"reference\":\"Group/smiths\"}", "Communication.sender")]
    [InlineData("\"payload\":[{\"contentString\":\"My knee hurts.\"}]", "\"topic\":{\"text\":\"knee\"}", "Communication.payload")]
    [InlineData("\"My knee hurts.\"", "\"   \"", "Communication.payload[0].content")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"completed\",\"implicitRules\":\"http://example.org/rules\"", "Communication.implicitRules")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"completed\",\"modifierExtension\":[{\"url\":\"http://example.org/not\",\"valueBoolean\":true}]", "Communication.modifierExtension")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"completed\",\"encounter\":{\"reference\":\"Patient/susie-smith\"}", "Communication.encounter")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"completed\",\"recipient\":[{\"reference\":\"Encounter/susie-visit\"}]", "Communication.recipient[0]")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"completed\",\"about\":[{\"reference\":\"#nowhere\"}]", "Communication.about[0]")]
    [InlineData("{\"contentString\":\"My knee hurts.\"}", "{\"contentAttachment\":{\"data\":\"aGVsbG8=\"}}", "Communication.payload[0].content.contentType")]
    public async Task A_communication_that_is_no_message_is_refused_with_the_place(string good, string bad, string expression)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);

        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication", await TokenAsync(), Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(422, answer.Status);
        Assert.Contains(expression, answer.Json["issue"]!.AsArray().Select(issue => (string?)issue!["expression"]?[0]));
    }

    [Theory]
    [InlineData("application/fhir+xml", 400)]
    [InlineData("text/plain", 415)]
    [InlineData(null, 415)]
    [InlineData("nonsense", 415)]
    [InlineData("application/fhir+json; charset=utf-16", 415)]
    [InlineData("application/fhir+json; fhirVersion=3.0", 415)]
    [InlineData("application/json", 201)]
    [InlineData("application/fhir+json; charset=UTF-8; fhirVersion=4.0", 201)]
    public async Task Only_FHIR_is_taken_and_held_to_what_it_says_it_is(string? contentType, int status) =>
        Assert.Equal(status, (await Gateway.SendAsync(HttpMethod.Post, "Communication", await TokenAsync(), Good, contentType)).Status);

    [Theory]
    [InlineData("application/fhir+xml", 201)]
    [InlineData("text/html", 406)]
    [InlineData("application/fhir+json;q=0", 406)]
    [InlineData("application/fhir+json", 201)]
    [InlineData("text/html, */*;q=0.1", 201)]
    public async Task Only_FHIR_is_answered(string accept, int status) => Assert.Equal(
        status, (await Gateway.SendAsync(HttpMethod.Post, "Communication", await TokenAsync(), Good, headers: ("Accept", accept))).Status);

    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large()
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "Communication", await TokenAsync(), Good.Replace("My knee hurts.", new string('a', 10 * 1024 * 1024), StringComparison.Ordinal));

        Assert.Equal(413, answer.Status);
        AssertOutcome(answer, "too-long");
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var nested = new StringBuilder().Insert(0, """[{"url":"http://x","extension":""", 5_000).Append('1').Insert(0, string.Empty).Append(string.Concat(Enumerable.Repeat("}]", 5_000)));

        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "Communication", await TokenAsync(), Good.Replace("\"status\"", $"\"extension\":{nested},\"status\"", StringComparison.Ordinal));

        Assert.Equal(400, answer.Status);
        AssertOutcome(answer, "structure");
    }

    [Fact]
    public async Task A_type_that_is_not_served_is_not_found()
    {
        var answer = await Gateway.SendAsync(HttpMethod.Post, "Nonsense", await TokenAsync(), "{}");

        Assert.Equal(404, answer.Status);
        AssertOutcome(answer, "not-found");
    }

    [Theory]
    [InlineData("Communication/does-not-exist")]
    [InlineData("Communication/not%20an%20id")]
    [InlineData("Task/does-not-exist")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(404, (await Gateway.GetAsync(path, await TokenAsync())).Status);

    [Fact]
    public async Task An_interaction_that_is_not_supported_says_so()
    {
        var answer = await Gateway.SendAsync(HttpMethod.Delete, "Communication/1", await TokenAsync());

        Assert.Equal(405, answer.Status);
        AssertOutcome(answer, "not-supported");
    }

    [Fact]
    public async Task Without_a_token_nobody_gets_in() => AssertUnauthorized(await Gateway.SendAsync(HttpMethod.Post, "Communication", null, Good));

    [Fact]
    public async Task A_token_that_is_none_is_refused() => AssertUnauthorized(await Gateway.SendAsync(HttpMethod.Post, "Communication", "nonsense", Good));

    [Fact]
    public async Task An_expired_token_is_refused() => AssertUnauthorized(
        await Gateway.SendAsync(HttpMethod.Post, "Communication", await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", expiresIn: -3600), Good));

    [Fact]
    public async Task A_token_for_another_server_is_refused() => AssertUnauthorized(await Gateway.SendAsync(
        HttpMethod.Post, "Communication", await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", audience: "https://elsewhere.example/fhir"), Good));

    [Fact]
    public async Task A_token_that_was_tampered_with_is_refused()
    {
        var token = await TokenAsync();
        var parts = token.Split('.');
        var payload = parts[1][..^4] + (parts[1].EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        AssertUnauthorized(await Gateway.SendAsync(HttpMethod.Post, "Communication", $"{parts[0]}.{payload}.{parts[2]}", Good));
    }

    [Theory]
    [InlineData("patient/Communication.rs")]
    [InlineData("patient/Task.cruds")]
    [InlineData("openid fhirUser")]
    [InlineData("patient/Communication.c?category=http://example.org|x")]
    public async Task A_token_without_the_scope_is_forbidden(string scope)
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "Communication", await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", scope), Good);

        Assert.Equal(403, answer.Status);
        AssertOutcome(answer, "forbidden");
    }

    private Task<string> TokenAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

    private static void AssertUnauthorized(Answer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        AssertOutcome(answer, "login");
    }

    private static void AssertOutcome(Answer answer, string code)
    {
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.StartsWith("application/fhir+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains(code, answer.Json["issue"]!.AsArray().Select(issue => (string?)issue!["code"]));
        Assert.All(answer.Json["issue"]!.AsArray(), issue => Assert.False(string.IsNullOrWhiteSpace((string?)issue!["details"]!["text"])));
    }
}
