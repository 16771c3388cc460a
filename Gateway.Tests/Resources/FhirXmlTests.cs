using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Resources;

public sealed class FhirXmlTests
{
    private const string Canary = "zebra-canary";
    private const string Namespace = "xmlns=\"http://hl7.org/fhir\"";

    public static TheoryData<string> Types => RichExamples.Types;

    [Theory]
    [MemberData(nameof(Types))]
    public void From_json_to_xml_and_back_nothing_is_lost(string type)
    {
        var json = Encoding.UTF8.GetBytes(RichExamples.Json[type]);
        Assert.True(FhirJson.TryParse<Resource>(json, out var resource, out var issues), string.Join('\n', issues));

        var xml = FhirXml.Serialize(resource);

        Assert.True(FhirXml.TryParse<Resource>(xml, out var back, out issues), string.Join('\n', issues));
        var again = FhirJson.Serialize(back);
        // Down to the text of each number: 1.50 is not 1.5.
        Assert.Equal(JsonNode.Parse(FhirJson.Serialize(resource))!.ToJsonString(), JsonNode.Parse(again)!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(again)));
        Assert.Equal(xml, FhirXml.Serialize(back));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Indented_xml_says_the_same(string type)
    {
        var resource = FhirJson.ReadStored(Encoding.UTF8.GetBytes(RichExamples.Json[type]));

        Assert.True(FhirXml.TryParse<Resource>(FhirXml.Serialize(resource, pretty: true), out var back, out _));

        Assert.Equal(FhirJson.Serialize(resource), FhirJson.Serialize(back));
    }

    [Theory]
    [InlineData($"<Communication {Namespace}><status value=\"zebra-canary\"/></Communication>", "Communication.status")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/><sent value=\"zebra-canary\"/></Communication>", "Communication.sent")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/><payload><contentInteger value=\"7\"/></payload></Communication>", "Communication.payload[0].content")]
    [InlineData($"<Communication {Namespace}><payload><contentString value=\"zebra-canary\"/></payload><status value=\"completed\"/></Communication>", "Communication.status")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/><subject/></Communication>", "Communication.subject")]
    [InlineData($"<Communication {Namespace}>zebra-canary<status value=\"completed\"/></Communication>", "Communication")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/><zebra value=\"zebra-canary\"/></Communication>", "Communication.zebra")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/><status value=\"completed\"/></Communication>", "Communication.status")]
    [InlineData($"<Communication {Namespace}><contained/><status value=\"completed\"/></Communication>", "Communication.contained[0]")]
    [InlineData($"<Communication {Namespace}/>", "Communication.status")]
    [InlineData($"<Communication {Namespace}><text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">hi<script>zebra-canary</script></div></text><status value=\"completed\"/></Communication>", "Communication.text.div")]
    [InlineData("<Communication><status value=\"completed\"/></Communication>", "Communication")]
    [InlineData("<Communication xmlns=\"http://zebra-canary\"><status value=\"completed\"/></Communication>", "Communication")]
    [InlineData($"<Patient {Namespace}><id value=\"zebra-canary\"/></Patient>", null)]
    [InlineData($"<Nonsense {Namespace}><id value=\"zebra-canary\"/></Nonsense>", "Nonsense")]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/>", null)]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/></Communication><zebra-canary/>", null)]
    [InlineData($"<Communication {Namespace}><status value=\"completed\"/></Communication>zebra-canary", null)]
    [InlineData($"<Communication {Namespace}><status value=\"&zebra-canary;\"/></Communication>", null)]
    [InlineData("""{"resourceType":"Communication","status":"zebra-canary"}""", null)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public void Bad_xml_is_told_with_its_path_and_never_quoted(string xml, string? expression)
    {
        Assert.False(FhirXml.TryParse<Communication>(Encoding.UTF8.GetBytes(xml), out _, out var issues));

        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.DoesNotContain(Canary, issue.Sentence, StringComparison.Ordinal));
        if (expression is not null)
        {
            Assert.Contains(issues, issue => issue.Expression == expression);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE Communication>")]
    [InlineData("<!DOCTYPE Communication [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE Communication SYSTEM \"http://example.org/evil.dtd\">")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>")]
    public void A_document_type_is_refused_by_name(string declaration)
    {
        var xml = $"{declaration}<Communication {Namespace}><status value=\"completed\"/></Communication>";

        Assert.False(FhirXml.TryParse<Communication>(Encoding.UTF8.GetBytes(xml), out _, out var issues));

        Assert.Contains("DTD", Assert.Single(issues).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void Only_utf8_is_read(string encoding)
    {
        var xml = Encoding.GetEncoding(encoding).GetBytes($"<Communication {Namespace}><status value=\"completed\"/><payload><contentString value=\"café\"/></payload></Communication>");

        Assert.False(FhirXml.TryParse<Communication>(xml, out _, out var issues));
        Assert.Contains("UTF-8", Assert.Single(issues).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_a_prefix_are_fine()
    {
        const string Xml = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- hello --><f:Communication xmlns:f=\"http://hl7.org/fhir\"><f:status value=\"completed\"/></f:Communication>\n";

        Assert.True(FhirXml.TryParse<Communication>(Encoding.UTF8.GetBytes(Xml), out _, out var issues), string.Join('\n', issues));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(100_000)]
    public void Deep_nesting_is_refused_without_exhausting_the_stack(int depth)
    {
        Assert.False(FhirXml.TryParse<Communication>(Nested(depth), out _, out var issues));

        Assert.Contains("deep", Assert.Single(issues).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_just_not_too_deep_can_be_stored_and_read_again()
    {
        Assert.True(FhirXml.TryParse<Communication>(Nested(30), out var message, out var issues), string.Join('\n', issues));

        Assert.True(FhirJson.TryParse<Communication>(FhirJson.Serialize(message), out _, out issues), string.Join('\n', issues));
    }

    [Fact]
    public void A_patients_white_space_is_written_and_what_xml_cannot_hold_is_replaced()
    {
        var message = new Communication { Status = EventStatus.Completed, Payload = [new() { Content = new FhirString(" a\u0001b\uFFFF😀\n") }] };

        var xml = XDocument.Parse(Encoding.UTF8.GetString(FhirXml.Serialize(message)));

        Assert.Equal(" a\uFFFDb\uFFFD😀\n", xml.Descendants().Single(element => element.Name.LocalName == "contentString").Attribute("value")!.Value);
    }

    [Fact]
    public void Named_entities_of_a_narrative_become_characters()
    {
        const string Json = """{"resourceType":"Communication","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a&nbsp;b &amp; c</div>"},"status":"completed"}""";
        Assert.True(FhirJson.TryParse<Communication>(Encoding.UTF8.GetBytes(Json), out var message, out var issues), string.Join('\n', issues));

        var xml = XDocument.Parse(Encoding.UTF8.GetString(FhirXml.Serialize(message)));

        Assert.Equal("a\u00A0b & c", xml.Descendants().Single(element => element.Name.LocalName == "div").Value);
    }

    [Fact]
    public void A_narrative_written_another_way_means_the_same()
    {
        const string Div = "<div xmlns='http://www.w3.org/1999/xhtml'>a<br/>&#38; <i  class='x'>b</i><!-- c --></div>";
        var message = new Communication { Status = EventStatus.Completed, Text = new Narrative { Status = Narrative.NarrativeStatus.Additional, Div = Div } };

        Assert.True(FhirXml.TryParse<Communication>(FhirXml.Serialize(message), out var back, out var issues), string.Join('\n', issues));

        Assert.True(XNode.DeepEquals(XElement.Parse(Div), XElement.Parse(back.Text!.Div!)));
    }

    private static byte[] Nested(int depth)
    {
        const string Open = "<extension url=\"http://x\">";
        var xml = new StringBuilder($"<Communication {Namespace}>");
        xml.Insert(xml.Length, Open, depth).Append("<valueBoolean value=\"true\"/>").Insert(xml.Length, "</extension>", depth).Append("<status value=\"completed\"/></Communication>");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }
}
