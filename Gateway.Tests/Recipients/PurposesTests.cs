using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Recipients;
using Gateway.Triage;

namespace Gateway.Tests.Recipients;

public sealed class PurposesTests
{
    [Fact]
    public void The_code_system_has_each_purpose_in_the_same_words()
    {
        var codes = JsonNode.Parse(ProfileLibrary.Find("CodeSystem", "recipient-purpose")!.Value.Span)!["concept"]!.AsArray()
            .Select(concept => ((string?)concept!["code"], (string?)concept["display"]));

        Assert.Equal(Enum.GetValues<Purpose>().Select(purpose => ((string?)Purposes.CodeOf(purpose), (string?)Purposes.DisplayOf(purpose))), codes);
    }

    [Fact]
    public void Each_intent_is_a_purpose_of_its_own()
    {
        var intents = Enum.GetValues<Intent>();

        Assert.Equal(intents.Length, intents.Select(Purposes.Of).Distinct().Count());
    }
}
