using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Conformance;

/// <summary>The list by which the capability statement tells of searches, which is kept so that the first answer need not load their table.</summary>
public sealed class SearchListTests
{
    private const string List = "Gateway/Conformance/searches.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void It_says_what_the_table_of_search_parameters_offers()
    {
        var offered = new JsonObject(SearchParameters.Types.Concat(SearchParameters.TrailTypes).Order(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, (JsonNode?)Describe(type))));
        var kept = JsonNode.Parse(Repository.TextOf(List));

        if (!JsonNode.DeepEquals(offered, kept))
        {
            var received = Path.ChangeExtension(Repository.PathOf(List), ".received.json");
            File.WriteAllText(received, $"{offered.ToJsonString(Indented)}\n");
            Assert.Fail($"The search parameters have changed. If that is meant, move {received} over {List}.");
        }
    }

    private static JsonObject Describe(string type)
    {
        var searches = new JsonObject();
        Add(searches, "searchInclude", SearchParameters.Of(type).Where(IncludeRule.LeadsHere).Select(NameOf));
        Add(searches, "searchRevInclude", SearchParameters.Types.SelectMany(SearchParameters.Of)
            .Where(definition => IncludeRule.LeadsHere(definition) && definition.Targets.Contains(type))
            .Select(NameOf)
            .Concat(SearchParameters.Types.Contains(type) ? [(JsonNode)IncludeRule.OfProvenance] : []));
        Add(searches, "searchParam", SearchParameters.Of(type).Select(definition => new JsonObject
        {
            ["name"] = definition.Code,
            ["definition"] = definition.Url,
            ["type"] = definition.Kind.ToString().ToLowerInvariant(),
        }));
        return searches;
    }

    private static JsonNode NameOf(SearchDefinition definition) => $"{definition.Type}:{definition.Code}";

    private static void Add(JsonObject searches, string element, IEnumerable<JsonNode?> values)
    {
        if (values.Any())
        {
            searches[element] = new JsonArray([.. values]);
        }
    }
}
