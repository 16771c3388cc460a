using System.Text.Json.Nodes;
using CsCheck;
using Gateway.Policies;
using Json.Schema;

namespace Gateway.Tests.Policies;

/// <summary>Whoever writes a policy with the published schema is told the same by it as by the gateway.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonSchema Published = JsonSchema.FromText(PolicySchema.Text);

    private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true };

    private static readonly JsonObject Rich = APolicy.Named("rich-1")
        .Set("/effective", JsonNode.Parse("""{ "from": "2027-01-01T00:00:00-06:00", "until": "2027-02-01T00:00:00.5Z" }"""))
        .Set("/routing/whenDeclined", "CareTeam/desk")
        .Set("/routing/declines", JsonNode.Parse("""{ "CareTeam/pool-refill": ["social", "technical"] }"""))
        .Set("/routing/people", JsonNode.Parse("""{ "Practitioner/dr-lee": { "calendar": "clinic", "cover": "CareTeam/pool-refill", "out": [{ "from": "2027-02-01", "until": "2027-02-07" }] } }"""))
        .Set("/routing/direct", JsonNode.Parse("""["clinical"]"""))
        .Set("/onCall/rotas/nights", JsonNode.Parse("""
            {
              "timeZone": "America/Chicago", "shifts": [{ "days": ["monday", "tuesday"], "hours": "17:00-08:00", "who": "Practitioner/dr-lee" }], "fallback": "CareTeam/pool-on-call",
              "holidays": [{ "on": ["12-25"], "who": "Practitioner/dr-kim" }],
              "cover": [{ "from": "2027-01-04T17:00", "until": "2027-01-05T08:00", "who": "Practitioner/dr-kim", "for": "Practitioner/dr-lee" }]
            }
            """))
        .Set("/onCall/contacts", JsonNode.Parse("""[{ "who": "Practitioner/dr-lee", "mail": "lee@clinic.example" }]"""))
        .Set("/engagement/agreement", JsonNode.Parse("""{ "version": "3", "alsoAccepted": ["2"], "earlierUntil": "2027-01-31", "texts": { "en": { "title": "Rules", "address": "https://clinic.example/rules" } } }"""))
        .Set("/evisits/families", JsonNode.Parse("""[{ "performers": ["Practitioner/dr-lee", "CareTeam/physicians"], "levels": [{ "code": "99421", "fromMinutes": 5 }], "system": "http://www.ama-assn.org/go/cpt" }]"""))
        .Set("/evisits/consent", JsonNode.Parse("""{ "agreement": { "version": "1", "texts": { "en": { "title": "Visits", "address": "https://clinic.example/visits" } } }, "validDays": 365 }"""))
        .Set("/evisits/offered", true)
        .Set("/attachments/keepPictureData", true)
        .Set("/bursts/withinMinutes", 10)
        .Set("/readings/outOfRange", "emergency")
        .Set("/departments", JsonNode.Parse("""{ "Organization/lungs": { "subjects": { "several": { "strong": "hold", "weak": "ask" } }, "routing": { "emergency": "CareTeam/lungs" } } }"""))
        .Set("/practitioners", JsonNode.Parse("""{ "Practitioner/dr-lee": { "department": "Organization/lungs", "routing": { "declines": null, "byIntent": { "social": "Practitioner/dr-lee" } } } }"""));

    /// <summary>What several members say together, which no schema can tell.</summary>
    private static readonly string[] BeyondTheSchema = ["/proxies/adolescents", "/effective", "/routing/declines", "/routing/calendars", "/routing/pools", "/routing/people", "/routing/fallback", "/onCall", "/advice/defaultLanguage", "/evisits", "/departments", "/practitioners"];

    private static readonly Func<JsonNode?>[] Values =
    [
        () => null, () => 17, () => -1, () => true, () => "hold", () => "Hold", () => "CareTeam/a", () => "a b", () => new JsonObject(), () => new JsonArray(),
        () => new JsonArray("social"), () => JsonNode.Parse("""{ "strong": "ask", "weak": "hold" }"""),
    ];

    private static readonly Gen<JsonNode?> Anything = Gen.Int[0, Values.Length - 1].Select(i => Values[i]());

    [Fact]
    public void It_is_a_schema_of_draft_2020_12() =>
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonNode.Parse(PolicySchema.Text), new EvaluationOptions { OutputFormat = OutputFormat.Flag }).IsValid);

    [Fact]
    public void The_policy_that_ships_and_a_rich_one_keep_it()
    {
        Assert.True(IsKeptBy(APolicy.Named("default-1")));
        Assert.True(IsKeptBy(Rich));
        Rich.Read();
    }

    [Fact]
    public void Every_member_of_the_rules_is_in_it()
    {
        var sections = JsonNode.Parse(PolicySchema.Text)!["properties"]!.AsObject().Select(member => member.Key).Except(PolicyMembers.AroundTheRules);

        Assert.Equal(
            typeof(GatewayPolicy).GetProperties().Where(property => property.Name != nameof(GatewayPolicy.Override))
                .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).Order(StringComparer.Ordinal),
            sections.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_and_reader_agree_on_a_document_in_which_anything_was_changed() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Enum<Change>(), Anything)
        .Sample(
            (place, change, value) =>
            {
                var document = Rich.DeepClone().AsObject();
                Alter(document, place, change, value);
                var isKept = IsKeptBy(document);
                PolicyDocument.Read(document.DeepClone(), out var faults);
                return isKept
                    ? faults.All(fault => BeyondTheSchema.Any(place => fault.Pointer.StartsWith(place, StringComparison.Ordinal)))
                    : !faults.IsEmpty;
            },
            iter: 60);

    [Fact]
    public void What_the_schema_takes_the_reader_understands_without_it() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Enum<Change>(), Anything)
        .Sample(
            (place, change, value) =>
            {
                var rules = APolicy.Named("plain-1");
                Alter(rules, place, change, value);
                var faults = System.Collections.Immutable.ImmutableArray.CreateBuilder<PolicyFault>();
                var isUnderstood = PolicyDocument.TryRead<GatewayPolicy>(rules.DeepClone(), "", faults, out _);
                return !IsKeptBy(rules) || isUnderstood;
            },
            iter: 200);

    private enum Change
    {
        Remove,
        Replace,
        Add,
    }

    private static bool IsKeptBy(JsonNode document) => Published.Evaluate(document, Options).IsValid;

    private static void Alter(JsonObject document, int place, Change change, JsonNode? value)
    {
        var places = Objects(document).SelectMany(members => members.Select(member => (Members: members, Name: member.Key))).ToList();
        var (members, name) = places[place % places.Count];
        switch (change)
        {
            case Change.Remove:
                members.Remove(name);
                break;
            case Change.Replace:
                members[name] = value;
                break;
            case Change.Add:
                members["added"] = value;
                break;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
