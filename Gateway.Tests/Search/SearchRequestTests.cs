using Gateway.Search;
using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Search;

public sealed class SearchRequestTests
{
    public static TheoryData<string, string> WrongValues
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var definition in SearchParameters.Types.SelectMany(SearchParameters.Of))
            {
                data.Add(definition.Type, $"{definition.Code}={WrongFor(definition)}");
                if (!definition.IsOfRow)
                {
                    data.Add(definition.Type, $"{definition.Code}:missing=perhaps");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    [InlineData("Communication", "_count=abc")]
    [InlineData("Communication", "_count=-1")]
    [InlineData("Communication", "_sort=nonsense")]
    [InlineData("Communication", "_total=perhaps")]
    [InlineData("Communication", "_summary=short")]
    [InlineData("Communication", "_include=Communication:sender")]
    [InlineData("Communication", "_include=Nonsense")]
    [InlineData("Communication", "_revinclude=Task:nonsense")]
    [InlineData("Communication", "sent=yesterday")]
    [InlineData("Communication", "sent=zz2026-01-01")]
    [InlineData("Communication", "sent=2026-02-30")]
    [InlineData("Communication", "nonsense=1")]
    [InlineData("Communication", "status:contains=comp")]
    [InlineData("Communication", "sender:Nonsense=x")]
    [InlineData("Communication", "topic:in=http://example.org/none")]
    [InlineData("Communication", "identifier=%00")]
    [InlineData("Communication", "part-of.nonsense=1")]
    [InlineData("Communication", "_has:Task:nonsense:status=x")]
    [InlineData("Communication", "_has:Task")]
    [InlineData("Communication", "_list=$current")]
    public void What_is_wrong_is_refused_when_strict_and_left_out_when_lenient(string type, string query)
    {
        var refused = Assert.IsType<SearchReading.Refused>(SearchBed.Read(type, $"{query}&_tag=x"));
        var lenient = SearchBed.Understand(type, $"{query}&_tag=x", isStrict: false);

        Assert.Equal(OperationOutcome.IssueSeverity.Error, Assert.Single(refused.Issues).Severity);
        Assert.Equal(OperationOutcome.IssueSeverity.Warning, Assert.Single(lenient.Warnings).Severity);
        Assert.Equal("_tag=x", lenient.Self);
    }

    [Fact]
    public void A_sentence_names_the_parameter_and_never_the_value()
    {
        var refused = Assert.IsType<SearchReading.Refused>(SearchBed.Read("Communication", "sent=my-secret&status:my secret=x&my secret=1"));

        Assert.Contains("'sent'", refused.Issues[0].Sentence, StringComparison.Ordinal);
        Assert.All(refused.Issues, issue => Assert.DoesNotContain("secret", issue.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("patient.name=Smith")]
    [InlineData("subject:Patient.birthdate=2000")]
    [InlineData("sender:Practitioner.name=House")]
    public void A_chain_to_what_the_EHR_keeps_is_refused_under_any_handling(string query)
    {
        foreach (var isStrict in (bool[])[true, false])
        {
            var issue = Assert.Single(Assert.IsType<SearchReading.Refused>(SearchBed.Read("Communication", query, isStrict)).Issues);
            Assert.Equal(OperationOutcome.IssueType.NotSupported, issue.Code);
        }
    }

    [Fact]
    public void Self_shows_what_was_used()
    {
        var request = SearchBed.Understand(
            "Communication", "patient=susie&nonsense=1&topic=a%7Cb,c&_count=5000&_sort=-sent&_format=json&_pretty=true&_elements=id", isStrict: false);

        Assert.Equal("patient=susie&topic=a%7Cb,c&_count=1000&_sort=-sent&_format=json&_pretty=true&_elements=id", request.Self);
        Assert.Equal(SearchRequest.LargestCount, request.Count);
    }

    [Fact]
    public void A_mark_belongs_to_its_search_and_cannot_be_altered()
    {
        var next = SearchBed.Understand("Communication", "patient=susie&_count=2").Next(new(["638000000000000000"], 42));

        Assert.Equal(42, SearchBed.Understand("Communication", next).After?.Sequence);
        Assert.Equal(42, SearchBed.Understand("Communication", next.Replace("_count=2", "_count=3", StringComparison.Ordinal)).After?.Sequence);
        foreach (var wrong in (string[])[next.Replace("susie", "mark", StringComparison.Ordinal), $"{next[..^4]}AAAA", "_after=", "_after=x", "_after=%00"])
        {
            Assert.IsType<SearchReading.Refused>(SearchBed.Read("Communication", wrong, isStrict: false));
        }

        Assert.IsType<SearchReading.Refused>(SearchBed.Read("Task", next, isStrict: false));
    }

    [Fact]
    public void A_type_that_is_in_no_compartment_is_not_searched_there() =>
        Assert.IsType<SearchReading.Refused>(SearchBed.Read("Questionnaire", "", isStrict: false, compartment: "susie"));

    [Fact]
    public void No_rows_are_asked_for_when_only_their_number_is()
    {
        Assert.True(SearchBed.Understand("Task", "_count=0").CountsOnly);
        Assert.True(SearchBed.Understand("Task", "_summary=count").CountsOnly);
        Assert.False(SearchBed.Understand("Task", "_summary=true").CountsOnly);
    }

    private static string WrongFor(SearchDefinition definition) => definition.Kind switch
    {
        SearchParamType.Date => "2026-13-45",
        SearchParamType.Reference => "Nonsense/ /",
        SearchParamType.Token when definition.Code != "_id" => "|",
        SearchParamType.Uri => "no uri at all",
        _ => "",
    };
}
