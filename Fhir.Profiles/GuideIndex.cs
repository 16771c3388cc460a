using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fhir.Profiles;

/// <summary>Writes into the ImplementationGuide the list of all other definitions, so that it cannot miss one.</summary>
internal static class GuideIndex
{
    public const string Type = "ImplementationGuide";

    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Definition Complete(Definition guide, IEnumerable<Definition> others)
    {
        var content = JsonNode.Parse(guide.Content.Span)!.AsObject();
        content["definition"] = new JsonObject { ["resource"] = new JsonArray([.. others.Select(Listing)]) };
        return guide with { Content = JsonSerializer.SerializeToUtf8Bytes(content, Writing) };
    }

    private static JsonNode Listing(Definition definition)
    {
        var content = JsonNode.Parse(definition.Content.Span)!.AsObject();
        var listing = new JsonObject
        {
            ["reference"] = new JsonObject { ["reference"] = $"{definition.Type}/{definition.Id}" },
            ["name"] = (string?)(content["title"] ?? content["name"]) ?? definition.Id,
        };
        if ((string?)content["description"] is { } description)
        {
            listing["description"] = description;
        }

        listing["exampleBoolean"] = false;
        return listing;
    }
}
