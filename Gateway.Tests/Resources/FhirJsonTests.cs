using System.Text;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Resources;

public sealed class FhirJsonTests
{
    private const string Canary = "zebra-canary";

    [Theory]
    [InlineData("""{"resourceType":"Communication","status":"zebra-canary","payload":[{"contentString":"x"}]}""", "Communication.status")]
    [InlineData("""{"resourceType":"Communication","status":"completed","sent":"zebra-canary","payload":[{"contentString":"x"}]}""", "Communication.sent")]
    [InlineData("""{"resourceType":"Communication","status":"completed","payload":[{"contentString":7}]}""", "Communication.payload[0].content")]
    [InlineData("""{"resourceType":"Communication","status":"completed","payload":[{"contentString":null}]}""", "Communication.payload[0].content")]
    [InlineData("""{"resourceType":"Communication","status":"completed","payload":[]}""", "Communication.payload[0]")]
    [InlineData("""{"resourceType":"Communication","status":"completed","zebra-canary":1}""", null)]
    [InlineData("""{"resourceType":"Communication","status":"completed","status":"completed"}""", "Communication")]
    [InlineData("""{"resourceType":"Communication","status":"completed","payload":[{"contentAttachment":{"data":"zebra-canary!"}}]}""", "Communication.payload[0].content.data")]
    [InlineData("""{"resourceType":"Communication"}""", "Communication.status")]
    [InlineData("""{"resourceType":"Patient","id":"zebra-canary"}""", "resourceType")]
    [InlineData("""{"status":"completed"}""", null)]
    [InlineData("""{"resourceType":"Communication","status":"completed" """, null)]
    [InlineData("""{"resourceType":"Communication","status":"completed"} zebra-canary""", null)]
    [InlineData("""["zebra-canary"]""", null)]
    [InlineData("zebra-canary", null)]
    [InlineData("", null)]
    [InlineData("""{"resourceType":"Communication","status":"completed","payload":[{"contentString":"\ud800 zebra-canary"}]}""", null)]
    public void Bad_json_is_told_with_its_path_and_never_quoted(string json, string? expression)
    {
        Assert.False(FhirJson.TryParse<Communication>(Encoding.UTF8.GetBytes(json), out _, out var issues));

        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.DoesNotContain(Canary, issue.Sentence, StringComparison.Ordinal));
        if (expression is not null)
        {
            Assert.Contains(issues, issue => issue.Expression == expression);
        }
    }

    [Fact]
    public void Every_issue_is_told_at_once()
    {
        const string Json = """{"resourceType":"Communication","status":"x","sent":"y","payload":[{"contentString":1}]}""";

        _ = FhirJson.TryParse<Communication>(Encoding.UTF8.GetBytes(Json), out _, out var issues);

        Assert.Equal(["Communication.payload[0].content", "Communication.sent", "Communication.status"], issues.Select(issue => issue.Expression).Order());
    }

    [Fact]
    public void Deep_nesting_is_refused_without_exhausting_the_stack()
    {
        var json = new StringBuilder("""{"resourceType":"Communication","status":"completed","extension":""");
        json.Insert(json.Length, """[{"url":"http://x","extension":""", 20_000).Append('1').Insert(json.Length, "}]", 20_000).Append('}');

        Assert.False(FhirJson.TryParse<Communication>(Encoding.UTF8.GetBytes(json.ToString()), out _, out var issues));
        Assert.Single(issues);
    }

    [Fact]
    public void What_is_parsed_is_written_back_unchanged()
    {
        const string Json = """{"resourceType":"Communication","status":"completed","sent":"2026-11-22T10:00:00.250+01:00","payload":[{"contentString":"caf\u00e9 \u2764"}]}""";
        Assert.True(FhirJson.TryParse<Communication>(Encoding.UTF8.GetBytes(Json), out var message, out _));

        Assert.True(FhirJson.TryParse<Communication>(FhirJson.Serialize(message), out var again, out _));
        Assert.True(message.IsExactly(again));
    }
}
