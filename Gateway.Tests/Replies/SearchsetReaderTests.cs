using System.Text;
using System.Text.Json.Nodes;
using Gateway.Replies;

namespace Gateway.Tests.Replies;

/// <summary>What an EHR may answer when it is asked what has changed, and what of it is believed.</summary>
public sealed class SearchsetReaderTests
{
    private static readonly Uri Base = new("https://ehr.example/api/fhir/");
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_is_its_Communications_in_their_order_and_where_the_next_one_is()
    {
        var page = Page(Bundle("https://ehr.example/api/fhir/Communication?page=2", Entry("a", "2026-03-02T12:00:01Z"), Entry("b", "2026-03-02T13:30:00.5+01:00")));

        Assert.Equal(["a", "b"], page.Entries.Select(entry => entry.EhrId));
        Assert.Equal(Since.AddMinutes(30).AddMilliseconds(500), page.Entries[1].Updated);
        Assert.Equal("completed", page.Entries[0].Content!.Status is { } status ? status.ToString().ToLowerInvariant() : null);
        Assert.Equal("https://ehr.example/api/fhir/Communication?page=2", page.Next!.AbsoluteUri);
    }

    [Fact]
    public void What_is_no_match_is_passed_over()
    {
        var bundle = Bundle(
            null,
            new JsonObject { ["search"] = new JsonObject { ["mode"] = "outcome" }, ["resource"] = new JsonObject { ["resourceType"] = "OperationOutcome" } },
            new JsonObject { ["search"] = new JsonObject { ["mode"] = "include" }, ["resource"] = Entry("x", "2026-03-02T12:00:01Z")["resource"]!.DeepClone() },
            new JsonObject { ["resource"] = new JsonObject { ["resourceType"] = "Patient", ["id"] = "p" } },
            Entry("a", "2026-03-02T12:00:01Z"));

        Assert.Equal(["a"], Page(bundle).Entries.Select(entry => entry.EhrId));
        Assert.Null(Page(bundle).Next);
    }

    [Theory]
    [InlineData("https://ehr.example/api/fhir?_getpages=1")]
    [InlineData("/api/fhir/Communication?page=2")]
    [InlineData("Communication?page=2")]
    [InlineData("HTTPS://EHR.example/api/fhir/Communication?page=2")]
    public void A_next_page_of_the_same_server_is_followed(string next) => Assert.NotNull(Page(Bundle(next)).Next);

    [Theory]
    [InlineData("https://elsewhere.example/api/fhir/Communication?page=2")]
    [InlineData("http://ehr.example/api/fhir/Communication?page=2")]
    [InlineData("https://ehr.example:8443/api/fhir/Communication?page=2")]
    [InlineData("https://ehr.example/other/Communication?page=2")]
    [InlineData("https://ehr.example/api/fhir/../../admin")]
    [InlineData("https://ehr.example/api/fhirs/Communication")]
    [InlineData("https://user:word@ehr.example/api/fhir/Communication")]
    [InlineData("//elsewhere.example/api/fhir/Communication")]
    public void The_gateways_token_follows_no_page_to_another_place(string next) => Assert.Equal(SearchsetReader.Elsewhere, FaultOf(Bundle(next)));

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"OperationOutcome"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"history"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication"}}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"../x"}}]}""")]
    public void What_is_no_searchset_of_identified_messages_is_malformed(string answer) =>
        Assert.Equal(SearchsetReader.Malformed, FaultOf(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void An_EHR_that_answers_what_was_not_asked_for_is_not_believed()
    {
        Assert.Equal(SearchsetReader.FilterIgnored, FaultOf(Bundle(null, Entry("old", "2026-03-02T11:59:58Z"))));
        Assert.Single(Page(Bundle(null, Entry("rounded", "2026-03-02T11:59:59.2Z"))).Entries);
    }

    [Fact]
    public void A_message_that_cannot_be_read_keeps_its_place_and_its_bytes()
    {
        var entry = Assert.Single(Page(Encoding.UTF8.GetBytes(
            """{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"a","meta":{"lastUpdated":"soon"},"status":7}}]}""")).Entries);

        Assert.Equal(("a", (DateTimeOffset?)null), (entry.EhrId, entry.Updated));
        Assert.False(entry.Json.IsEmpty);
    }

    private static PageReading.Page Page(ReadOnlyMemory<byte> answer) => Assert.IsType<PageReading.Page>(SearchsetReader.Read(answer, Since, Base));

    private static string FaultOf(ReadOnlyMemory<byte> answer) => Assert.IsType<PageReading.Failed>(SearchsetReader.Read(answer, Since, Base)).Fault;

    private static JsonObject Entry(string id, string updated) => new()
    {
        ["resource"] = new JsonObject { ["resourceType"] = "Communication", ["id"] = id, ["meta"] = new JsonObject { ["lastUpdated"] = updated }, ["status"] = "completed" },
    };

    private static ReadOnlyMemory<byte> Bundle(string? next, params JsonObject[] entries)
    {
        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["link"] = new JsonArray(), ["entry"] = new JsonArray([.. entries]) };
        if (next is not null)
        {
            bundle["link"]!.AsArray().Add((JsonNode)new JsonObject { ["relation"] = "next", ["url"] = next });
        }

        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }
}
