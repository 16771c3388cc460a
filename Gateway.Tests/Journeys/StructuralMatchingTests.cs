using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>
/// A chart only ever receives what is about its patient: every way in which a message's structure can name somebody else,
/// through the front door, against the simulated EHR.
/// </summary>
public sealed class StructuralMatchingTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Mrn = "https://fhirmessaging.org/fhir/sid/sandbox-mrn";

    private RunningGateway Gateway => fixture.Gateway;

    public static TheoryData<string> Accepted => [.. AcceptedCases.Keys];

    public static TheoryData<string> Refused => [.. RefusedCases.Keys];

    public static TheoryData<string> Held => [.. HeldCases.Keys];

    private static Dictionary<string, Case> AcceptedCases { get; } = new()
    {
        ["her own visit"] = Susie("encounter", AMessage.Ref("Encounter/susie-visit")),
        ["a version of her own visit"] = Susie("encounter", AMessage.Ref("Encounter/susie-visit/_history/1")),
        ["an earlier message of hers in the EHR"] = Susie("inResponseTo", Refs("Communication/susie-thread-1")),
        ["about herself"] = Susie("about", Refs("Patient/susie-smith")),
        ["the clinic and the nurse"] = Susie("recipient", Refs("Organization/sandbox-clinic", "Practitioner/nurse-kim", "CareTeam/pool-refill")),
        ["about an organization"] = Susie("about", Refs("Organization/sandbox-clinic")),
        ["a contained patient with her own number"] = Susie("contained", Contained("susie-smith")).And("about", Refs("#p1")),
        ["a document about herself"] = Susie("payload", Attached("application/fhir+json", Observation("Patient/susie-smith"))),
        ["a picture"] = Susie("payload", Attached("image/png", "not really a picture")),
        ["a mother in her young son's chart"] = new("susie-smith", "johnny-smith", AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today")),
        ["a mother under her name as related person"] =
            new("susie-smith", "johnny-smith", AMessage.From("RelatedPerson/susie-for-johnny", "johnny-smith", "Johnny got a fever today")),
        ["a merged patient in the chart that survived"] = new("wei-chen", "wei-chen", AMessage.From("wei-chen", "wei-chen")),
        ["a chart that was merged away"] = new("wei-chen", "wei-chen", AMessage.From("wei-chen", "chen-wei")),
        ["a subject by its number"] = Susie("subject", Logical("susie-smith")),
        ["a clinician from within the chart"] = new("dr-lee", "susie-smith", AMessage.From("Practitioner/dr-lee", "susie-smith", "Please keep the knee raised and come in on Monday.")),
        ["a system that vouches for the sender"] = new("system", null, AMessage.From("susie-smith", "susie-smith")),
        ["a system that vouches for a proxy"] = new("system", null, AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today")),
    };

    private static Dictionary<string, Case> RefusedCases { get; } = new()
    {
        ["her son's visit"] = Susie("encounter", AMessage.Ref("Encounter/johnny-visit"), "reference-other-chart"),
        ["her husband's visit"] = Susie("encounter", AMessage.Ref("Encounter/mark-visit"), "reference-not-here"),
        ["a version of her son's visit"] = Susie("encounter", AMessage.Ref("Encounter/johnny-visit/_history/1"), "reference-other-chart"),
        ["a visit that does not exist"] = Susie("encounter", AMessage.Ref("Encounter/nowhere"), "reference-not-here"),
        ["about her son"] = Susie("about", Refs("Patient/johnny-smith"), "reference-other-chart"),
        ["about both"] = Susie("about", Refs("Patient/susie-smith", "Patient/johnny-smith"), "reference-other-chart"),
        ["about her son by his number"] = Susie("about", new JsonArray(Logical("johnny-smith")), "reference-other-chart"),
        ["based on her son's visit"] = Susie("basedOn", Refs("Encounter/johnny-visit"), "reference-other-chart"),
        ["part of her son's conversation"] = Susie("partOf", Refs("Communication/johnny-thread-1"), "reference-other-chart"),
        ["an answer to her son's message"] = Susie("inResponseTo", Refs("Communication/johnny-thread-1"), "reference-other-chart"),
        ["an answer to a message that does not exist"] = Susie("inResponseTo", Refs("Communication/nowhere"), "reference-not-here"),
        ["a reason that the EHR does not have"] = Susie("reasonReference", Refs("Condition/nowhere"), "reference-not-here"),
        ["content from her son's chart"] = Susie(
            "payload", new JsonArray(new JsonObject { ["contentReference"] = AMessage.Ref("Encounter/johnny-visit") }), "reference-other-chart"),
        ["the EHR's absolute address of her son"] = Susie("about", Refs("{ehr}/Patient/johnny-smith"), "reference-other-chart"),
        ["her son in an extension"] = Susie(
            "extension", new JsonArray(new JsonObject { ["url"] = "https://example.org/who", ["valueReference"] = AMessage.Ref("Patient/johnny-smith") }), "reference-other-chart"),
        ["her son as author of a note"] = Susie(
            "note", new JsonArray(new JsonObject { ["authorReference"] = AMessage.Ref("Patient/johnny-smith"), ["text"] = "see above" }), "reference-other-chart"),
        ["a contained patient with her son's number"] = Susie("contained", Contained("johnny-smith"), "described-patient-differs").And("about", Refs("#p1")),
        ["a contained finding of her son's"] = Susie("contained", new JsonArray(JsonNode.Parse(Observation("Patient/johnny-smith", "o1"))), "reference-other-chart").And("about", Refs("#o1")),
        ["a document about her son"] = Susie("payload", Attached("application/fhir+json", Observation("Patient/johnny-smith")), "reference-other-chart"),
        ["a CDA document about somebody else"] = Susie("payload", Attached("text/xml", Cda("Johnny", "20200517")), "described-patient-differs"),
        ["a laboratory message about somebody else"] = Susie("payload", Attached("application/hl7-v2", Hl7("Johnny", "20200517")), "described-patient-differs"),
        ["a laboratory message called plain text"] = Susie("payload", Attached("text/plain", Hl7("Johnny", "20200517")), "described-patient-differs"),
        ["a recipient who is another patient"] = Susie("recipient", Refs("Patient/mark-smith"), "reference-not-here"),
        ["a recipient who is no proxy of hers"] = Susie("recipient", Refs("RelatedPerson/susie-for-johnny"), "recipient-no-proxy"),
        ["a group of recipients"] = Susie("recipient", Refs("Group/smiths"), "recipient-no-proxy"),
        ["a patient that does not exist"] = new("system", null, AMessage.From("susie-smith", "nobody"), "chart-not-found"),
        ["a sender that does not exist"] = new("system", null, AMessage.From("nobody", "susie-smith"), "sender-not-found"),
        ["a mother writing in her son's chart from her own sign-in"] = new("susie-smith", "susie-smith", AMessage.From("susie-smith", "johnny-smith"), "launch-chart-differs"),
        ["her own chart from a sign-in for her son"] = new("susie-smith", "johnny-smith", AMessage.From("susie-smith", "susie-smith"), "launch-chart-differs"),
        ["a wife writing for her husband without being his proxy"] = new("system", null, AMessage.From("susie-smith", "mark-smith"), "proxy-none"),
        ["a mother writing for her adolescent daughter"] = new("susie-smith", "emma-smith", AMessage.From("susie-smith", "emma-smith"), "proxy-age-limit"),
        ["a proxy whose time is over"] = new("ana-diaz", "luis-diaz", AMessage.From("ana-diaz", "luis-diaz"), "proxy-not-in-force"),
        ["a father for a son of the same name"] = new("system", null, AMessage.From("robert-smith-sr", "robert-smith-jr"), "proxy-none"),
        ["somebody else's name as sender"] = new("susie-smith", "susie-smith", AMessage.From("mark-smith", "susie-smith"), "sender-not-signed-in"),
        ["a patient who sends as a doctor"] = new("susie-smith", "susie-smith", AMessage.From("Practitioner/dr-lee", "susie-smith"), "sender-not-signed-in"),
        ["a patient who sends as the clinic"] = new("susie-smith", "susie-smith", AMessage.From("Organization/sandbox-clinic", "susie-smith"), "sender-is-system"),
        ["a clinician outside of any chart"] = new("dr-lee", null, AMessage.From("Practitioner/dr-lee", "susie-smith"), "launch-chart-missing"),
        ["a clinician in another patient's chart"] = new("dr-lee", "mark-smith", AMessage.From("Practitioner/dr-lee", "susie-smith"), "launch-chart-differs"),
        ["a malformed reference"] = Susie("about", Refs("Patient/../Patient/johnny-smith"), "reference-malformed"),
        ["a reference that contradicts its type"] = Susie(
            "about", new JsonArray(new JsonObject { ["reference"] = "Patient/susie-smith", ["type"] = "Practitioner" }), "reference-malformed"),
    };

    private static Dictionary<string, Case> HeldCases { get; } = new()
    {
        ["a patient on a foreign server"] = Susie("about", Refs("https://elsewhere.example/fhir/Patient/susie-smith")),
        ["a visit on a foreign server"] = Susie("encounter", AMessage.Ref("https://elsewhere.example/fhir/Encounter/1")),
        ["a urn"] = Susie("about", Refs("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")),
        ["a display text only"] = Susie("about", new JsonArray(new JsonObject { ["display"] = "my boy" })),
        ["an identifier of something that is no patient"] = Susie(
            "basedOn", new JsonArray(new JsonObject { ["type"] = "ServiceRequest", ["identifier"] = new JsonObject { ["system"] = "urn:orders", ["value"] = "1" } })),
        ["a contained patient without a number"] = Susie(
            "contained", new JsonArray(new JsonObject { ["resourceType"] = "Patient", ["id"] = "p1", ["gender"] = "female" })).And("about", Refs("#p1")),
        ["a document that cannot be read"] = Susie("payload", Attached("application/fhir+json", "{broken")),
        ["an attachment kept elsewhere"] = Susie(
            "payload", new JsonArray(new JsonObject { ["contentAttachment"] = new JsonObject { ["contentType"] = "application/pdf", ["url"] = "https://elsewhere.example/1.pdf" } })),
        ["a document whose patient the EHR does not know"] = Susie("payload", Attached("application/fhir+json", Observation("Patient/4711"))),
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task What_resolves_to_one_patient_is_filed(string name)
    {
        var answer = await PostAsync(AcceptedCases[name]);

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", $"{name}: {answer.Status} {answer.Body}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_names_somebody_else_is_given_back(string name)
    {
        var answer = await PostAsync(RefusedCases[name]);

        Assert.True(answer.Status is 403 or 422, $"{name}: {answer.Status} {answer.Body}");
        Assert.Contains(RefusedCases[name].Rule!, answer.Rules);
    }

    [Theory]
    [MemberData(nameof(Held))]
    public async Task What_cannot_be_told_waits(string name)
    {
        var answer = await PostAsync(HeldCases[name]);

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "on-hold", $"{name}: {answer.Status} {answer.Body}");
        Assert.Equal("cannot-be-verified", (string?)answer.Json["statusReason"]!["coding"]![0]!["code"]);
    }

    [Theory]
    [InlineData("encounter", "Encounter/mark-visit", "Encounter/nobodys-visit")]
    [InlineData("about", "Patient/mark-smith", "Patient/nobody-smith")]
    [InlineData("recipient", "Patient/mark-smith", "Patient/nobody-smith")]
    [InlineData("recipient", "RelatedPerson/ana-for-luis", "RelatedPerson/nobody-for-luis")]
    [InlineData("subject", "Patient/mark-smith", "Patient/nobody-smith")]
    [InlineData("sender", "Patient/mark-smith", "Patient/nobody-smith")]
    [InlineData("sender", "RelatedPerson/ana-for-luis", "RelatedPerson/nobody-for-luis")]
    public async Task What_is_a_strangers_cannot_be_told_from_what_does_not_exist(string element, string strangers, string nobodys)
    {
        foreach (var (launch, scope) in ((string?, string?)[])[("susie-smith", null), (null, "user/*.cruds")])
        {
            var token = launch is null ? Gateway.TokenOf(scope!, "Patient/susie-smith") : await Gateway.Ehr.TokenAsync("susie-smith", launch);
            var answers = new List<Answer>();
            foreach (var reference in (string[])[strangers, nobodys])
            {
                JsonNode value = element is "about" or "recipient" ? Refs(reference) : AMessage.Ref(reference);
                answers.Add(await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith").With(element, value), token));
            }

            Assert.InRange(answers[0].Status, 400, 499);
            Assert.Equal((answers[0].Status, answers[0].Body), (answers[1].Status, answers[1].Body));
        }
    }

    [Fact]
    public async Task A_chart_that_is_referred_to_by_mistake_is_suggested_to_who_may_write_there()
    {
        var answer = await PostAsync(RefusedCases["her son's visit"]);

        Assert.Contains("Patient/johnny-smith", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_merged_chart_is_filed_in_the_one_that_survived()
    {
        var answer = await PostAsync(AcceptedCases["a chart that was merged away"]);

        Assert.Equal("Patient/wei-chen", (string?)answer.Json["subject"]!["reference"]);
        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(answer.Id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task An_answer_to_a_held_message_waits_with_it()
    {
        var held = await PostAsync(HeldCases["a urn"]);

        var answer = await PostAsync(Susie("inResponseTo", Refs($"Communication/{held.Id}")));

        Assert.Equal("on-hold", (string?)answer.Json["status"]);
    }

    [Fact]
    public async Task A_thread_may_not_leave_its_chart()
    {
        var hers = await PostAsync(AcceptedCases["a system that vouches for the sender"]);
        var answer = await PostAsync(new Case(
            "system", null, AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today").With("inResponseTo", Refs($"Communication/{hers.Id}"))));

        Assert.Equal(422, answer.Status);
        Assert.Contains("reference-other-chart", answer.Rules);
    }

    private async Task<Answer> PostAsync(Case @case)
    {
        var scope = @case.User switch
        {
            "system" => "system/Communication.crs",
            "dr-lee" => "user/Communication.crs",
            _ => null,
        };
        var token = await Gateway.Ehr.TokenAsync(@case.User, @case.Launch, scope);
        var body = @case.Message.ToJsonString().Replace("{ehr}", Gateway.Ehr.FhirBase, StringComparison.Ordinal);
        foreach (var patient in (string[])["susie-smith", "johnny-smith"])
        {
            body = body.Replace($"{{mrn:{patient}}}", await NumberOfAsync(patient), StringComparison.Ordinal);
        }

        return await Gateway.SendAsync(HttpMethod.Post, "Communication", token, body);
    }

    private async Task<string> NumberOfAsync(string patient)
    {
        var chart = await Gateway.Ehr.GetAsync($"Patient/{patient}", await Gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
        return chart.GetProperty("identifier")[0].GetProperty("value").GetString()!;
    }

    private static Case Susie(string element, JsonNode value, string? rule = null) =>
        new("susie-smith", "susie-smith", AMessage.From("susie-smith", "susie-smith").With(element, value), rule);

    private static JsonArray Refs(params string[] references) => [.. references.Select(AMessage.Ref)];

    private static JsonObject Logical(string patient) => new()
    {
        ["type"] = "Patient",
        ["identifier"] = new JsonObject { ["system"] = Mrn, ["value"] = MrnOf(patient) },
    };

    private static JsonArray Contained(string patient) => new(new JsonObject
    {
        ["resourceType"] = "Patient",
        ["id"] = "p1",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = Mrn, ["value"] = MrnOf(patient) }),
    });

    // Stands for the number that the EHR gave the patient; filled in when the message is posted.
    private static string MrnOf(string patient) => $"{{mrn:{patient}}}";

    private static JsonArray Attached(string contentType, string content) => new(new JsonObject
    {
        ["contentAttachment"] = new JsonObject
        {
            ["contentType"] = contentType,
            ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)),
        },
    });

    private static string Observation(string subject, string? id = null) => $$"""
        {"resourceType":"Observation",{{(id is null ? string.Empty : $"\"id\":\"{id}\",")}}"status":"final","code":{"text":"temperature"},"subject":{"reference":"{{subject}}" } }
        """;

    private static string Cda(string given, string birth) => $"""
        <ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id root="1.2.3" extension="9"/>
        <patient><name><given>{given}</given><family>Smith</family></name><birthTime value="{birth}"/></patient></patientRole></recordTarget></ClinicalDocument>
        """;

    private static string Hl7(string given, string birth) => $"MSH|^~\\&|LAB|X|||2026||ORU^R01|1|P|2.5\rPID|1||9^^^LAB||Smith^{given}||{birth}\r";

    /// <summary>A message, and who signs in for which chart to send it.</summary>
    private sealed record Case(string User, string? Launch, JsonObject Message, string? Rule = null)
    {
        public Case And(string element, JsonNode value) => this with { Message = ((JsonObject)Message.DeepClone()).With(element, value) };
    }
}
