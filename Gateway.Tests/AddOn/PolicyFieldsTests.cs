using System.Text.Json.Nodes;
using SmartApp.Operations;
using SmartApp.Texts;

namespace Gateway.Tests.AddOn;

/// <summary>The fields beside the policy's JSON, without a page.</summary>
public sealed class PolicyFieldsTests
{
    private static JsonNode Shipped => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;

    [Fact]
    public void The_policy_that_ships_has_all_of_them_and_each_has_its_words()
    {
        var fields = PolicyFields.In(Shipped);

        Assert.Equal(18, fields.Count);
        Assert.All(fields, field => Assert.Contains($"policies.field.{field.Name}", Words.Of("en").Keys));
        Assert.All(fields.SelectMany(field => field.Options).Where(option => option.IsWord), option => Assert.Contains(option.Label, Words.Of("es").Keys));
        Assert.Equal(("2", "CareTeam/pool-scheduling"), (Of(fields, "routine-answer").Value, Of(fields, "pool-social").Value));
        Assert.Contains(Of(fields, "pool-social").Options, option => option.Label == "Nurses");
    }

    [Fact]
    public void What_was_changed_is_written_in_its_kind_and_the_rest_is_left_alone()
    {
        var (document, form) = (Shipped, Posted(("most-characters", "1200"), ("pool-social", "CareTeam/pool-billing"), ("evisits", "true")));
        document["bursts"]!["withinMinutes"] = 7;

        Assert.Empty(PolicyFields.Apply(document, form));

        var expected = Shipped;
        expected["bursts"]!["withinMinutes"] = 7;
        expected["engagement"]!["mostCharacters"] = 1200;
        expected["routing"]!["byIntent"]!["social"] = "CareTeam/pool-billing";
        expected["evisits"]!["offered"] = true;
        Assert.True(JsonNode.DeepEquals(expected, document), document.ToJsonString());
    }

    [Fact]
    public void What_is_no_number_and_no_option_is_not_written()
    {
        var document = Shipped;

        Assert.Equal(["most-characters", "pool-refill"], PolicyFields.Apply(document, Posted(("most-characters", "many"), ("pool-refill", "CareTeam/nobody"))));

        Assert.True(JsonNode.DeepEquals(Shipped, document));
    }

    [Fact]
    public void What_a_policy_says_in_another_way_has_no_field()
    {
        var document = Shipped;
        document["routing"]!["promises"]!["routine"]!["answer"] = JsonNode.Parse("""{ "minutes": 600 }""");
        document["subjects"]!["someoneElse"] = JsonNode.Parse("""{ "strong": "hold", "weak": "ask" }""");

        Assert.DoesNotContain(PolicyFields.In(document), field => field.Name is "routine-answer" or "someone-else");
        Assert.Empty(PolicyFields.In(JsonNode.Parse("[]")));
    }

    [Theory]
    [InlineData("""{ "routing": { "pools": { "CareTeam/a": "x", "CareTeam/b": null, "CareTeam/c": [] }, "byIntent": { "refill": "CareTeam/a" } } }""")]
    [InlineData("""{ "routing": "x", "engagement": [1], "bursts": null }""")]
    public void What_has_another_shape_breaks_nothing(string document) =>
        Assert.DoesNotContain(PolicyFields.In(PolicyView.Parse(document).Document), field => field.IsNumber);

    [Fact]
    public void A_member_that_stands_twice_is_no_JSON_of_one_meaning() => Assert.Null(PolicyView.Parse("""{ "routing": { "a": 1, "a": 2 } }""").Document);

    private static PolicyField Of(IReadOnlyList<PolicyField> fields, string name) => Assert.Single(fields, field => field.Name == name);

    /// <summary>A form that was made of the policy that ships, with some fields changed.</summary>
    private static Func<string, string?> Posted(params (string Name, string Value)[] changed)
    {
        var form = PolicyFields.In(Shipped).SelectMany(field => new[] { (field.Before, field.Value), (field.Field, field.Value) }).ToDictionary(one => one.Item1, one => one.Item2);
        foreach (var (name, value) in changed)
        {
            form[$"set.{name}"] = value;
        }

        return name => form.GetValueOrDefault(name);
    }
}
