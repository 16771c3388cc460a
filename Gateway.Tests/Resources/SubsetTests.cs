using System.Text;
using System.Text.Json.Nodes;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Resources;

public sealed class SubsetTests
{
    public static TheoryData<string> Types => RichExamples.Types;

    [Fact]
    public void A_summary_has_the_summary_elements_and_no_text()
    {
        var cut = Cut("Communication", Subset.Summarize);

        Assert.Equal(
            ["contained", "id", "identifier", "meta", "partOf", "priority", "reasonReference", "resourceType", "status", "statusReason", "subject"],
            Names(cut).Where(name => name[0] != '_').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Selected_elements_come_with_what_is_mandatory_or_changes_the_meaning()
    {
        var cut = Cut("CommunicationRequest", resource => Subset.KeepElements(resource, ["payload", "authoredOn"]));

        Assert.Equal(["resourceType", "id", "meta", "status", "doNotPerform", "payload", "authoredOn"], Names(cut));
    }

    [Fact]
    public void What_a_kept_reference_points_to_stays_contained_and_nothing_else()
    {
        var about = Cut("Communication", resource => Subset.KeepElements(resource, ["about"]));
        var reason = Cut("Communication", resource => Subset.KeepElements(resource, ["reasonReference"]));
        var neither = Cut("Communication", resource => Subset.KeepElements(resource, ["topic"]));

        Assert.Equal(["weight"], ContainedIn(about));
        Assert.Equal(["why", "weight"], ContainedIn(reason));
        Assert.False(neither.ContainsKey("contained"));
    }

    [Fact]
    public void Without_text_all_the_rest_is_there()
    {
        var cut = Cut("Communication", Subset.DropText);

        Assert.Equal(Names(JsonNode.Parse(RichExamples.Json["Communication"])!.AsObject()).Except(["text"]), Names(cut));
    }

    [Fact]
    public void A_summary_is_cut_at_every_level()
    {
        var consent = Cut("Consent", Subset.Summarize);

        Assert.Equal(["type", "period"], Names(consent["provision"]!.AsObject()).Take(2));
        Assert.Equal(["contentType", "url", "hash"], Names(consent["sourceAttachment"]!.AsObject()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_cut_is_valid_and_tagged_once(string type)
    {
        foreach (var cut in (Action<Resource>[])[Subset.Summarize, Subset.DropText, resource => Subset.KeepElements(resource, []), resource => Subset.KeepElements(resource, ["text"])])
        {
            var resource = FhirJson.ReadStored(Encoding.UTF8.GetBytes(RichExamples.Json[type]));
            cut(resource);
            cut(resource);

            Assert.True(FhirJson.TryParse<Resource>(FhirJson.Serialize(resource), out var again, out var issues), string.Join('\n', issues));
            Assert.Equal("rich", again.Id);
            Assert.Single(again.Meta!.Tag, tag => tag is { System: Subset.TagSystem, Code: Subset.TagCode });
        }
    }

    private static JsonObject Cut(string type, Action<Resource> cut)
    {
        var resource = FhirJson.ReadStored(Encoding.UTF8.GetBytes(RichExamples.Json[type]));
        cut(resource);
        return JsonNode.Parse(FhirJson.Serialize(resource))!.AsObject();
    }

    private static string[] Names(JsonObject json) => [.. json.Select(member => member.Key)];

    private static IEnumerable<string> ContainedIn(JsonObject json) => json["contained"]!.AsArray().Select(inner => (string)inner!["id"]!);
}
