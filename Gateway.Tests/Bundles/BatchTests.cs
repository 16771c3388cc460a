using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Gateway.Tests.Support;
using static Gateway.Tests.Bundles.ABundle;

namespace Gateway.Tests.Bundles;

/// <summary>Batches: each entry for itself.</summary>
public sealed class BatchTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task One_entry_that_fails_leaves_the_others_alone()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostBundleAsync(
            Of(
                "batch",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith")),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today")),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("status", "bogus")),
                Entry("GET", "Communication/nowhere"),
                Entry("GET", "Observation/1"),
                Entry("GET", "https://elsewhere.example/fhir/Communication/1"),
                Entry("POST", "Communication"),
                Entry("POST", "Communication", AQuestionnaire("Not a message")),
                Entry("POST", "Questionnaire", AQuestionnaire("Not hers to write")),
                Entry("DELETE", "Communication/1"),
                Entry("POST", "Communication/$check", AMessage.From("susie-smith", "susie-smith")),
                new JsonObject { ["resource"] = AMessage.From("susie-smith", "susie-smith") },
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"))),
            token);

        Assert.Equal(200, answer.Status);
        Assert.Equal("batch-response", (string?)answer.Json["type"]);
        Assert.Equal([201, 422, 400, 404, 404, 400, 400, 400, 403, 405, 400, 400, 201], answer.Statuses());
        Assert.Equal("Communication.subject", answer.EntryAt(1)["response"]!["outcome"]!.Expressions()[0]);
        Assert.Equal(["Bundle.entry[2].resource.status"], answer.EntryAt(2)["response"]!["outcome"]!.Expressions());
        Assert.DoesNotContain("fever", answer.Body, StringComparison.OrdinalIgnoreCase);
        await Gateway.FiledOnceAsync(answer.IdAt(0));
        await Gateway.FiledOnceAsync(answer.IdAt(12));
    }

    [Fact]
    public async Task Each_answer_says_what_headers_would_say()
    {
        var answer = await Gateway.PostBundleAsync(
            Of("batch", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"))), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        var response = answer.EntryAt(0)["response"]!;
        Assert.Equal("201 Created", (string?)response["status"]);
        Assert.Equal($"{Gateway.FhirBase}/Communication/{answer.IdAt(0)}/_history/1", (string?)response["location"]);
        Assert.Equal("W/\"1\"", (string?)response["etag"]);
        Assert.Equal((string?)answer.EntryAt(0)["resource"]!["meta"]!["lastUpdated"], (string?)response["lastModified"]);
        Assert.Equal($"{Gateway.FhirBase}/Communication/{answer.IdAt(0)}", (string?)answer.EntryAt(0)["fullUrl"]);
    }

    [Theory]
    [InlineData("return=minimal", false, false)]
    [InlineData("return=representation", true, false)]
    [InlineData("return=OperationOutcome", false, true)]
    public async Task As_much_is_answered_as_is_preferred(string prefer, bool hasResource, bool hasOutcome)
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostBundleAsync(
            Of("batch", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"))), token, ("Prefer", prefer));

        Assert.Equal((hasResource, hasOutcome), (answer.EntryAt(0)["resource"] is not null, answer.EntryAt(0)["response"]!["outcome"] is not null));
    }

    [Fact]
    public async Task What_is_read_found_and_remembered_is_the_entrys_resource()
    {
        var token = await Gateway.Ehr.TokenAsync("emma-smith", "emma-smith");
        var first = await Gateway.PostAsync(AMessage.From("emma-smith", "emma-smith"), token);
        var second = await Gateway.PostAsync(AMessage.From("emma-smith", "emma-smith"), token);

        var answer = await Gateway.PostBundleAsync(
            Of(
                "batch",
                Entry("GET", $"Communication/{first.Id}"),
                Entry("GET", $"{Gateway.FhirBase}/Communication/{first.Id}"),
                Entry("GET", $"Communication/{first.Id}/_history/1"),
                Entry("GET", $"Communication/{first.Id}/_history"),
                Entry("GET", "Communication/_history?_count=1"),
                Entry("GET", "Communication?_count=1&_elements=sender"),
                Entry("GET", "Patient/emma-smith/Communication"),
                Entry("GET", $"Communication/{first.Id}?_summary=text"),
                Entry("GET", $"Communication/{first.Id}", null, null, ("ifNoneMatch", "W/\"1\"")),
                Entry("GET", "Communication?nonsense=1")),
            token,
            ("Prefer", "handling=strict"));

        Assert.Equal([200, 200, 200, 200, 200, 200, 200, 200, 304, 400], answer.Statuses());
        Assert.Equal([first.Id, first.Id, first.Id], [answer.IdAt(0), answer.IdAt(1), answer.IdAt(2)]);
        Assert.Equal(["history", "history", "searchset", "searchset"], Enumerable.Range(3, 4).Select(i => (string?)answer.EntryAt(i)["resource"]!["type"]));
        var found = Assert.Single(answer.EntryAt(5)["resource"]!["entry"]!.AsArray())!;
        Assert.Equal(second.Id, (string?)found["resource"]!["id"]);
        Assert.Null(found["resource"]!["payload"]);
        Assert.Equal(2, answer.EntryAt(6)["resource"]!["entry"]!.AsArray().Count);
        Assert.Equal("SUBSETTED", (string?)answer.EntryAt(7)["resource"]!["meta"]!["tag"]![0]!["code"]);
        Assert.Null(answer.EntryAt(8)["resource"]);
    }

    [Fact]
    public async Task Every_way_to_write_is_there()
    {
        var token = await Gateway.SystemTokenAsync();
        var id = $"q-{Guid.NewGuid():N}";
        var jsonPatch = Convert.ToBase64String(Encoding.UTF8.GetBytes("""[{"op":"replace","path":"/title","value":"Patched"}]"""));
        JsonObject Named(string title) => AQuestionnaire(title).With("id", id);

        var answer = await Gateway.PostBundleAsync(
            Of(
                "batch",
                Entry("PUT", $"Questionnaire/{id}", Named("Made")),
                Entry("PUT", $"Questionnaire/{id}", Named("Changed"), null, ("ifMatch", "W/\"1\"")),
                Entry("PUT", $"Questionnaire/{id}", Named("Too late"), null, ("ifMatch", "W/\"1\"")),
                Entry("PUT", $"Questionnaire/{id}", Named("There already"), null, ("ifNoneMatch", "*")),
                Entry("PATCH", $"Questionnaire/{id}", new JsonObject { ["resourceType"] = "Binary", ["contentType"] = "application/json-patch+json", ["data"] = jsonPatch }),
                Entry("PATCH", $"Questionnaire?_id={id}", Replacement("Questionnaire.title", "Patched again")),
                Entry("PATCH", $"Questionnaire/{id}", AQuestionnaire("No patch")),
                Entry("POST", "Questionnaire", AQuestionnaire("Found"), null, ("ifNoneExist", $"_id={id}")),
                Entry("PUT", $"Questionnaire?_id={id}", Named("Changed where found")),
                Entry("DELETE", $"Questionnaire/{id}", null, null, ("ifMatch", "W/\"1\"")),
                Entry("DELETE", $"Questionnaire?_id={id}"),
                Entry("GET", $"Questionnaire/{id}"),
                Entry("PUT", $"Questionnaire/{id}", Named("Odd header"), null, ("ifMatch", "three"))),
            token);

        Assert.Equal([201, 200, 412, 412, 200, 200, 400, 200, 200, 412, 204, 410, 400], answer.Statuses());
        Assert.Equal("Patched", (string?)answer.EntryAt(4)["resource"]!["title"]);
        Assert.Equal("Patched again", (string?)answer.EntryAt(7)["resource"]!["title"]);
    }

    [Fact]
    public async Task What_somebody_may_not_see_or_do_alone_is_not_to_be_had_in_a_batch_either()
    {
        var hers = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        var mark = await Gateway.Ehr.TokenAsync("mark-smith", "mark-smith");

        var answer = await Gateway.PostBundleAsync(
            Of(
                "batch",
                Entry("GET", $"Communication/{hers.Id}"),
                Entry("GET", $"Communication?_id={hers.Id}"),
                Entry("GET", "Questionnaire"),
                Entry("PUT", $"Communication/{hers.Id}", (JsonNode)hers.Json.DeepClone()),
                Entry("POST", "Communication", AMessage.From("mark-smith", "susie-smith"))),
            mark);

        Assert.Equal([404, 200, 403, 403, 403], answer.Statuses());
        Assert.Null(answer.EntryAt(1)["resource"]!["entry"]);
    }

    [Fact]
    public async Task Sixty_messages_are_sixty_messages()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostBundleAsync(
            Of("batch", Enumerable.Range(0, 65).Select(_ => Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith")))), token);

        Assert.All(answer.Statuses(), status => Assert.Equal(201, status));
        Assert.Equal(65, Enumerable.Range(0, 65).Select(answer.IdAt).Distinct().Count());
    }

    [Fact]
    public async Task XML_goes_in_and_comes_out()
    {
        const string Batch = """
            <Bundle xmlns="http://hl7.org/fhir"><type value="batch"/>
            <entry><resource><Communication><status value="completed"/><subject><reference value="Patient/susie-smith"/></subject>
            <sender><reference value="Patient/susie-smith"/></sender><payload><contentString value="My left knee hurts when I climb stairs."/></payload></Communication></resource>
            <request><method value="POST"/><url value="Communication"/></request></entry>
            <entry><resource><Communication><status value="bogus"/></Communication></resource><request><method value="POST"/><url value="Communication"/></request></entry>
            <entry><request><method value="GET"/><url value="Communication?_count=1"/></request></entry></Bundle>
            """;

        var answer = await Gateway.SendAsync(
            HttpMethod.Post, string.Empty, await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"), Batch, "application/fhir+xml");

        XNamespace fhir = "http://hl7.org/fhir";
        var bundle = XDocument.Parse(answer.Body).Root!;
        Assert.Equal(
            ["201 Created", "400 Bad Request", "200 OK"],
            bundle.Elements(fhir + "entry").Select(entry => (string?)entry.Element(fhir + "response")?.Element(fhir + "status")?.Attribute("value")));
        Assert.NotNull(bundle.Elements(fhir + "entry").Last().Element(fhir + "resource")?.Element(fhir + "Bundle"));
    }

    [Fact]
    public async Task The_base_is_served_with_and_without_a_slash()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        foreach (var path in (string[])["", "../fhir", "?_elements=sender&_summary=false"])
        {
            var answer = await Gateway.SendAsync(HttpMethod.Post, path, token, Of("batch", Entry("GET", "Communication?_count=1")).ToJsonString());
            Assert.Equal([200], answer.Statuses());
        }
    }

    public static TheoryData<string> Unusable => [.. UnusableBundles.Keys];

    private static Dictionary<string, (JsonObject Bundle, int Status)> UnusableBundles { get; } = new()
    {
        ["another type"] = (Of("collection", Entry("GET", "Communication")), 400),
        ["a message"] = (Of("message", Entry("GET", "Communication")), 400),
        ["no type"] = (new JsonObject { ["resourceType"] = "Bundle", ["entry"] = new JsonArray(Entry("GET", "Communication")) }, 400),
        ["another resource"] = (AQuestionnaire("No bundle"), 400),
        ["one fullUrl twice"] = (Of("batch", Entry("GET", "Communication", null, "urn:uuid:5b7c0d3e-9c1f-4d0b-8a52-0f4be6f1a002"), Entry("GET", "Task", null, "urn:uuid:5b7c0d3e-9c1f-4d0b-8a52-0f4be6f1a002")), 400),
        ["a fullUrl with a version"] = (Of("batch", Entry("GET", "Communication", null, "https://x.example/Task/1/_history/2")), 400),
        ["a total"] = (Of("batch", Entry("GET", "Communication")).With("total", 1), 400),
        ["an entry with an answer"] = (Of("batch", Entry("GET", "Communication").With("response", new JsonObject { ["status"] = "200" })), 400),
        ["too many entries"] = (Of("batch", Enumerable.Range(0, 201).Select(_ => Entry("GET", "Communication"))), 413),
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_is_no_batch_is_refused_whole(string name)
    {
        var answer = await Gateway.PostBundleAsync(UnusableBundles[name].Bundle.DeepClone(), await Gateway.SystemTokenAsync());

        Assert.True(answer.Status == UnusableBundles[name].Status, $"{name}: {answer.Status} {answer.Body}");
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_looked_at()
    {
        var answer = await Gateway.SendAsync(HttpMethod.Post, string.Empty, null, Of("batch", Entry("GET", "Communication")).ToJsonString());

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task One_key_for_many_creates_is_refused()
    {
        var answer = await Gateway.PostBundleAsync(Of("batch", Entry("GET", "Communication")), await Gateway.SystemTokenAsync(), ("Idempotency-Key", "k1"));

        Assert.Equal(400, answer.Status);
    }

    private static JsonObject Replacement(string path, string value) => new()
    {
        ["resourceType"] = "Parameters",
        ["parameter"] = new JsonArray(new JsonObject
        {
            ["name"] = "operation",
            ["part"] = new JsonArray(
                new JsonObject { ["name"] = "type", ["valueCode"] = "replace" },
                new JsonObject { ["name"] = "path", ["valueString"] = path },
                new JsonObject { ["name"] = "value", ["valueString"] = value }),
        }),
    };
}
