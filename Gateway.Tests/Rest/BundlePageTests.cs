using System.Text;
using System.Text.Json.Nodes;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Tests.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Rest;

public sealed class BundlePageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, 250, TimeSpan.FromHours(1));

    private static readonly byte[] Outcome = FhirJson.Serialize(OperationOutcomes.Of([new Issue(OperationOutcome.IssueType.NotSupported, "ignored")]));

    private static readonly BundlePage Search = new(Bundle.BundleType.Searchset, Now)
    {
        Id = "page-1",
        Total = 17,
        Links = [new PageLink("self", "https://gateway.example/fhir/Communication?a=1&b=2"), new PageLink("next", "https://gateway.example/fhir?page=x")],
        Entries =
        [
            Match("Communication", Bundle.SearchEntryMode.Match),
            Match("Task", Bundle.SearchEntryMode.Include),
            new PageEntry { Content = Outcome, Mode = Bundle.SearchEntryMode.Outcome },
        ],
    };

    private static readonly BundlePage History = new(Bundle.BundleType.History, Now)
    {
        Total = 2,
        Entries =
        [
            new PageEntry
            {
                FullUrl = "https://gateway.example/fhir/Task/rich",
                Request = new PageRequest(Bundle.HTTPVerb.DELETE, "Task/rich"),
                Response = new PageResponse("204") { ETag = "W/\"2\"", LastModified = Now },
            },
            new PageEntry
            {
                FullUrl = "https://gateway.example/fhir/Task/rich",
                Content = Encoding.UTF8.GetBytes(RichExamples.Json["Task"]),
                Request = new PageRequest(Bundle.HTTPVerb.POST, "Task"),
                Response = new PageResponse("201 Created") { ETag = "W/\"1\"", LastModified = Now, Location = "https://gateway.example/fhir/Task/rich/_history/1", Outcome = Outcome },
            },
        ],
    };

    public static TheoryData<string> Kinds => [nameof(Search), nameof(History)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_page_is_a_valid_bundle_in_each_form(string kind)
    {
        var page = kind == nameof(Search) ? Search : History;
        var json = BundlePageWriter.Write(page, AnswerForm.AsStored);
        Assert.True(FhirJson.TryParse<Bundle>(json, out var bundle, out var issues), string.Join('\n', issues));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.Span), JsonNode.Parse(FhirJson.Serialize(bundle))));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.Span), JsonNode.Parse(BundlePageWriter.Write(page, new AnswerForm { Pretty = true }).Span)));
        Assert.True(FhirXml.TryParse<Bundle>(BundlePageWriter.Write(page, new AnswerForm { Format = FhirFormat.Xml }), out var fromXml, out issues), string.Join('\n', issues));
        Assert.Equal(FhirJson.Serialize(bundle), FhirJson.Serialize(fromXml));
    }

    [Fact]
    public void A_page_says_what_it_was_given()
    {
        Assert.True(FhirJson.TryParse<Bundle>(BundlePageWriter.Write(Search, AnswerForm.AsStored), out var bundle, out _));

        Assert.Equal(("page-1", Bundle.BundleType.Searchset, Now, 17), (bundle.Id, bundle.Type, bundle.Timestamp, bundle.Total));
        Assert.Equal("https://gateway.example/fhir/Communication?a=1&b=2", bundle.SelfLink?.OriginalString);
        Assert.Equal([Bundle.SearchEntryMode.Match, Bundle.SearchEntryMode.Include, Bundle.SearchEntryMode.Outcome], bundle.Entry.Select(entry => entry.Search?.Mode));
    }

    [Fact]
    public void Stored_bytes_are_copied_as_they_are() =>
        Assert.Contains(RichExamples.Json["Communication"], Encoding.UTF8.GetString(BundlePageWriter.Write(Search, AnswerForm.AsStored).Span), StringComparison.Ordinal);

    [Fact]
    public void A_page_with_nothing_in_it_has_no_empty_array()
    {
        var json = JsonNode.Parse(BundlePageWriter.Write(new BundlePage(Bundle.BundleType.Searchset, Now) { Total = 0 }, AnswerForm.AsStored).Span)!.AsObject();

        Assert.Equal(["resourceType", "type", "timestamp", "total"], json.Select(member => member.Key));
    }

    [Fact]
    public void A_count_has_a_total_and_no_entries()
    {
        var json = JsonNode.Parse(BundlePageWriter.Write(Search, new AnswerForm { Summary = Summary.Count }).Span)!;

        Assert.Equal(17, (int)json["total"]!);
        Assert.Null(json["entry"]);
    }

    [Fact]
    public void Each_match_is_cut_and_outcomes_stay_whole()
    {
        Assert.Null(AnswerForm.Read(Requests.Get("_elements=Task.focus"), null, out var form));

        var entries = JsonNode.Parse(BundlePageWriter.Write(Search, form).Span)!["entry"]!.AsArray();

        Assert.NotNull(entries[0]!["resource"]!["payload"]);
        Assert.Equal(["resourceType", "id", "meta", "status", "intent", "focus"], entries[1]!["resource"]!.AsObject().Select(member => member.Key));
        Assert.Null(entries[2]!["resource"]!["meta"]);
    }

    [Fact]
    public void A_resource_as_deep_as_is_taken_can_be_in_a_page_of_xml()
    {
        var nested = string.Concat(Enumerable.Repeat("\"extension\":[{\"url\":\"http://x\",", 29)) + "\"valueBoolean\":true" + string.Concat(Enumerable.Repeat("}]", 29));
        var deep = Encoding.UTF8.GetBytes($"{{\"resourceType\":\"Communication\",{nested},\"status\":\"completed\"}}");
        Assert.True(FhirJson.TryParse<Communication>(deep, out _, out _));

        var page = new BundlePage(Bundle.BundleType.Searchset, Now) { Entries = [new PageEntry { Content = deep }] };

        Assert.Contains("valueBoolean", Encoding.UTF8.GetString(BundlePageWriter.Write(page, new AnswerForm { Format = FhirFormat.Xml }).Span), StringComparison.Ordinal);
    }

    private static PageEntry Match(string type, Bundle.SearchEntryMode mode) => new()
    {
        FullUrl = $"https://gateway.example/fhir/{type}/rich",
        Content = Encoding.UTF8.GetBytes(RichExamples.Json[type]),
        Mode = mode,
    };
}
