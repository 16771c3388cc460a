using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Interactions;
using Gateway.Rest;
using Gateway.Topics;

namespace Gateway.Conformance;

/// <summary>What the capability statement says of each resource type.</summary>
internal static class ResourceCapabilities
{
    private static readonly ImmutableArray<(Interaction Interaction, string Code)> Codes =
    [
        (Interaction.Read, "read"),
        (Interaction.Vread, "vread"),
        (Interaction.Update, "update"),
        (Interaction.Patch, "patch"),
        (Interaction.Delete, "delete"),
        (Interaction.HistoryInstance, "history-instance"),
        (Interaction.HistoryType, "history-type"),
        (Interaction.Create, "create"),
        (Interaction.SearchType, "search-type"),
    ];

    // The table of search parameters itself would take longer to load than all else that the first answer needs: a test holds this
    // list of what it offers against it.
    private static readonly Lazy<JsonNode> Searches = new(ReadSearches);

    /// <summary>All types in alphabetical order: what is stored, what is defined, and what an operation is called on.</summary>
    public static IEnumerable<JsonObject> Of(ServedOperation[] operations) => ServedTypes.All.Select(type => type.Name)
        .Concat(DefinitionEndpoints.Types)
        .Concat(operations.Select(operation => operation.Type).OfType<string>())
        .Distinct()
        .Order(StringComparer.Ordinal)
        .Select(name => Describe(name, operations));

    /// <summary>The operations of one type, or (null) of the whole server.</summary>
    public static JsonArray Named(IEnumerable<ServedOperation> operations, string? type) =>
    [
        .. operations.Where(operation => operation.Type == type)
            .OrderBy(operation => operation.Name, StringComparer.Ordinal)
            .Select(operation => new JsonObject { ["name"] = operation.Name, ["definition"] = operation.Definition }),
    ];

    private static JsonObject Describe(string name, ServedOperation[] operations)
    {
        var resource = new JsonObject { ["type"] = name };
        if (ServedTypes.Find(name) is { } type)
        {
            DescribeStored(resource, type);
        }
        else if (DefinitionEndpoints.Types.Contains(name))
        {
            resource["interaction"] = new JsonArray(new JsonObject { ["code"] = "read" });
            resource["versioning"] = "no-version";
        }

        Set(resource, "operation", Named(operations, name));
        return resource;
    }

    private static void DescribeStored(JsonObject resource, ServedType type)
    {
        Set(resource, "supportedProfile", [.. ProfilesOf(type.Name)]);
        Set(resource, "interaction", [.. Codes.Where(pair => type.Offers(pair.Interaction)).Select(pair => new JsonObject { ["code"] = pair.Code })]);
        resource["versioning"] = "versioned";
        resource["readHistory"] = type.Offers(Interaction.Vread);
        resource["updateCreate"] = type.Offers(Interaction.Update);
        resource["conditionalCreate"] = type.Offers(Interaction.Create);
        resource["conditionalRead"] = "full-support";
        resource["conditionalUpdate"] = type.Offers(Interaction.Update);
        resource["conditionalDelete"] = type.Offers(Interaction.Delete) ? "single" : "not-supported";
        resource["referencePolicy"] = new JsonArray("literal", "logical");
        if (type.Offers(Interaction.SearchType))
        {
            foreach (var (element, values) in Searches.Value[type.Name]!.AsObject())
            {
                resource[element] = values!.DeepClone();
            }
        }

        if (type.Name == "Subscription")
        {
            // As the backport guide has it: in R4 no resource tells of topics.
            resource["extension"] = new JsonArray(
            [
                .. ProfileLibrary.OfType("Basic").Select(topic => new JsonObject { ["url"] = Backport.Topic, ["valueCanonical"] = topic.Url }),
                .. resource["extension"]?.AsArray().Select(other => other!.DeepClone()) ?? [],
            ]);
        }
    }

    private static JsonNode ReadSearches()
    {
        using var list = typeof(ResourceCapabilities).Assembly.GetManifestResourceStream(typeof(ResourceCapabilities), "searches.json")!;
        return JsonNode.Parse(list)!;
    }

    private static IEnumerable<JsonNode?> ProfilesOf(string type)
    {
        if (type == "Subscription")
        {
            yield return Backport.Subscription;
        }

        foreach (var definition in ProfileLibrary.OfType("StructureDefinition"))
        {
            using var document = JsonDocument.Parse(definition.Content);
            var root = document.RootElement;
            if (root.GetProperty("kind").ValueEquals("resource") && root.GetProperty("type").ValueEquals(type))
            {
                yield return definition.Url;
            }
        }
    }

    private static void Set(JsonObject resource, string element, JsonArray values)
    {
        if (values.Count > 0)
        {
            resource[element] = values;
        }
    }
}
