using System.Collections.Immutable;
using System.Text.Json;
using Fhir.Profiles;

namespace Gateway.Search.Criteria;

/// <summary>The codes of a value set that this project publishes, for <c>:in</c>.</summary>
internal static class ValueSetCodes
{
    /// <summary>The codes, or null when there is no such value set or it is not a plain list.</summary>
    public static ImmutableArray<TokenValue>? Of(string canonical)
    {
        using var valueSet = Find("ValueSet", canonical);
        if (valueSet is null || !valueSet.RootElement.TryGetProperty("compose", out var compose) || compose.TryGetProperty("exclude", out _))
        {
            return null;
        }

        var codes = ImmutableArray.CreateBuilder<TokenValue>();
        foreach (var include in compose.GetProperty("include").EnumerateArray())
        {
            if (!TryInclude(include, codes))
            {
                return null;
            }
        }

        return codes.ToImmutable();
    }

    private static bool TryInclude(JsonElement include, ImmutableArray<TokenValue>.Builder codes)
    {
        if (include.TryGetProperty("filter", out _) || include.TryGetProperty("valueSet", out _) || TextOf(include, "system") is not { } system)
        {
            return false;
        }

        if (include.TryGetProperty("concept", out var listed))
        {
            codes.AddRange(listed.EnumerateArray().Select(concept => new TokenValue(system, TextOf(concept, "code"))));
            return true;
        }

        using var codeSystem = Find("CodeSystem", system);
        if (codeSystem is null)
        {
            return false;
        }

        AddConcepts(codeSystem.RootElement, system, codes);
        return true;
    }

    private static void AddConcepts(JsonElement parent, string system, ImmutableArray<TokenValue>.Builder codes)
    {
        if (!parent.TryGetProperty("concept", out var concepts))
        {
            return;
        }

        foreach (var concept in concepts.EnumerateArray())
        {
            codes.Add(new TokenValue(system, TextOf(concept, "code")));
            AddConcepts(concept, system, codes);
        }
    }

    private static JsonDocument? Find(string type, string canonical)
    {
        var url = canonical.Split('|')[0];
        foreach (var (_, id) in ProfileLibrary.Keys.Where(key => key.Type == type))
        {
            var document = JsonDocument.Parse(ProfileLibrary.Find(type, id)!.Value);
            if (TextOf(document.RootElement, "url") == url)
            {
                return document;
            }

            document.Dispose();
        }

        return null;
    }

    private static string? TextOf(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() : null;
}
