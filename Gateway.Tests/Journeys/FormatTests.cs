using System.Text;
using System.Xml.Linq;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Journeys;

/// <summary>XML and JSON, whole and in part, through the front door.</summary>
public sealed class FormatTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Xml = """<Communication xmlns="http://hl7.org/fhir"><status value="completed"/><subject><reference value="Patient/susie-smith"/></subject><sender><reference value="Patient/susie-smith"/></sender><payload><contentString value="My left knee hurts when I climb stairs, since about a week."/></payload></Communication>""";

    private static readonly XNamespace Fhir = "http://hl7.org/fhir";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_message_in_xml_is_filed_and_read_in_either_format()
    {
        var token = await TokenAsync();

        var created = await PostXmlAsync(Xml, token);

        Assert.Equal(201, created.Status);
        AssertIs<Communication>(created);
        var id = XElement.Parse(created.Body).Element(Fhir + "id")!.Attribute("value")!.Value;
        var json = await Gateway.GetAsync($"Communication/{id}", token);
        var xml = await Gateway.GetAsync($"Communication/{id}?_format=application/fhir+xml&_pretty=true", token);
        Assert.Equal(200, json.Status);
        Assert.Contains("\n  <", xml.Body, StringComparison.Ordinal);
        Assert.Equal(json.Headers["ETag"], xml.Headers["ETag"]);
        Assert.Equal(json.Body, Encoding.UTF8.GetString(FhirJson.Serialize(AssertIs<Communication>(xml))));
    }

    [Fact]
    public async Task A_format_that_is_not_offered_stores_nothing()
    {
        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication?_format=html", await TokenAsync(), Xml, "application/fhir+xml");

        Assert.Equal(406, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">")]
    public async Task Xml_with_a_document_type_is_refused(string declaration)
    {
        var answer = await PostXmlAsync(declaration + Xml, await TokenAsync());

        Assert.Equal(400, answer.Status);
        Assert.Contains("DTD", AssertIs<OperationOutcome>(answer).Issue[0].Details!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_xml_is_told_with_its_places()
    {
        var answer = await PostXmlAsync(Xml.Replace("completed", "sent", StringComparison.Ordinal), await TokenAsync());

        Assert.Equal(400, answer.Status);
        Assert.Equal(["Communication.status"], AssertIs<OperationOutcome>(answer).Issue[0].Expression);
    }

    [Theory]
    [InlineData("Communication/nowhere", true, 404)]
    [InlineData("Nonsense", true, 404)]
    [InlineData("Communication/nowhere", false, 401)]
    [InlineData("StructureDefinition/nowhere", false, 404)]
    [InlineData("Communication/nowhere?_summary=nonsense", true, 400)]
    public async Task A_refusal_is_in_the_format_asked_for(string path, bool signedIn, int status)
    {
        var answer = await Gateway.SendAsync(HttpMethod.Get, path, signedIn ? await TokenAsync() : null, headers: ("Accept", "application/fhir+xml"));

        Assert.Equal(status, answer.Status);
        AssertIs<OperationOutcome>(answer);
    }

    [Fact]
    public async Task A_method_that_is_not_served_is_refused_in_xml()
    {
        var answer = await Gateway.SendAsync(HttpMethod.Delete, "Communication/1?_format=xml", await TokenAsync());

        Assert.Equal(405, answer.Status);
        AssertIs<OperationOutcome>(answer);
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("metadata?mode=full")]
    [InlineData("metadata?mode=normative")]
    [InlineData("StructureDefinition/patient-message")]
    [InlineData("CodeSystem/intake-reason")]
    public async Task What_the_server_says_of_itself_comes_in_either_format(string path)
    {
        var xml = await Gateway.SendAsync(HttpMethod.Get, path, null, headers: ("Accept", "application/fhir+xml"));
        var json = await Gateway.GetAsync(path, null);

        Assert.Equal((200, 200), (xml.Status, json.Status));
        Assert.Equal((string?)json.Json["resourceType"], AssertIs<Resource>(xml).TypeName);
    }

    [Theory]
    [InlineData("metadata?mode=terminology")]
    [InlineData("metadata?mode=nonsense")]
    public async Task There_is_no_other_statement(string path) => Assert.Equal(400, (await Gateway.GetAsync(path, null)).Status);

    [Fact]
    public async Task A_read_can_be_of_a_part()
    {
        var token = await TokenAsync();
        var created = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        var path = $"Communication/{created.Id}";

        var summary = (await Gateway.GetAsync($"{path}?_summary=true", token)).Json;
        var elements = (await Gateway.GetAsync($"{path}?_elements=sent,Task.focus", token)).Json.AsObject();

        Assert.Null(summary["payload"]);
        Assert.Equal("SUBSETTED", (string?)summary["meta"]!["tag"]![0]!["code"]);
        Assert.Equal(["resourceType", "id", "meta", "status", "sent"], elements.Select(member => member.Key));
    }

    [Fact]
    public async Task Head_answers_the_headers_of_a_read()
    {
        var token = await TokenAsync();
        var created = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        var head = await Gateway.SendAsync(HttpMethod.Head, $"Communication/{created.Id}", token);
        var get = await Gateway.GetAsync($"Communication/{created.Id}", token);
        var gone = await Gateway.SendAsync(HttpMethod.Head, "Communication/nowhere", token);

        Assert.Equal((200, string.Empty), (head.Status, head.Body));
        foreach (var name in (string[])["ETag", "Last-Modified", "Content-Type", "Content-Length"])
        {
            Assert.Equal(get.Headers[name], head.Headers[name]);
        }

        Assert.Equal((404, string.Empty), (gone.Status, gone.Body));
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        var token = await TokenAsync();
        var created = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        var path = $"Communication/{created.Id}";

        Task<Answer> AskAsync(string name, string value) => Gateway.SendAsync(HttpMethod.Get, path, token, headers: (name, value));

        Assert.Equal(304, (await AskAsync("If-None-Match", "W/\"1\"")).Status);
        Assert.Equal(304, (await AskAsync("If-Modified-Since", created.Headers["Last-Modified"])).Status);
        Assert.Equal(200, (await AskAsync("If-None-Match", "W/\"2\"")).Status);
        Assert.Equal(400, (await AskAsync("If-None-Match", "1")).Status);
    }

    [Theory]
    [InlineData("metadata", "abc-123", true)]
    [InlineData("Nonsense", "a.b:c_d", true)]
    [InlineData("metadata", "two words", false)]
    [InlineData("metadata", "", false)]
    [InlineData("Communication/1", "<script>", false)]
    public async Task Each_answer_carries_the_id_of_its_request(string path, string id, bool echoed)
    {
        var answer = await Gateway.SendAsync(HttpMethod.Get, path, null, headers: ("X-Request-Id", id));

        Assert.NotEmpty(answer.Headers["X-Request-Id"]);
        Assert.Equal(echoed, answer.Headers["X-Request-Id"] == id);
    }

    private Task<string> TokenAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

    private Task<Answer> PostXmlAsync(string xml, string token) => Gateway.SendAsync(HttpMethod.Post, "Communication", token, xml, "application/fhir+xml");

    private static T AssertIs<T>(Answer answer)
        where T : Resource
    {
        Assert.StartsWith("application/fhir+xml", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(FhirXml.TryParse<T>(Encoding.UTF8.GetBytes(answer.Body), out var resource, out var issues), string.Join('\n', issues));
        return resource;
    }
}
