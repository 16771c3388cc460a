using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Fhir.Profiles;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Gateway.Search.Definitions;

/// <summary>The search parameters offered: FHIR's own for the types stored here, and ours; the one table that indexing, search and the capability statement share.</summary>
internal static class SearchParameters
{
    private const string NarrowsTarget = ".where(resolve() is ";

    private static readonly (string Code, SearchParamType Kind, string Expression, string Name)[] OfAllTypes =
    [
        ("_id", SearchParamType.Token, "Resource.id", "id"),
        ("_lastUpdated", SearchParamType.Date, "Resource.meta.lastUpdated", "lastUpdated"),
        ("_profile", SearchParamType.Uri, "Resource.meta.profile", "profile"),
        ("_security", SearchParamType.Token, "Resource.meta.security", "security"),
        ("_source", SearchParamType.Uri, "Resource.meta.source", "source"),
        ("_tag", SearchParamType.Token, "Resource.meta.tag", "tag"),
    ];

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, SearchDefinition>>> Loaded = new(Load);

    /// <summary>The types that are stored, and searched by their entries.</summary>
    public static ImmutableArray<string> Types { get; } =
    [
        "Communication", "CommunicationRequest", "Consent", "Questionnaire", "QuestionnaireResponse", "Subscription", "Task",
    ];

    /// <summary>Types that are written from the audit trail, and by what its columns answer.</summary>
    private static readonly FrozenDictionary<string, string[]> OfTrail = new Dictionary<string, string[]>
    {
        ["AuditEvent"] = ["_id", "_lastUpdated", "action", "address", "agent", "date", "entity", "outcome", "patient", "subtype", "type"],
        ["Provenance"] = ["_id", "_lastUpdated", "agent", "patient", "recorded", "target"],
    }.ToFrozenDictionary();

    /// <summary>The types that are searched in the audit trail.</summary>
    public static IEnumerable<string> TrailTypes => OfTrail.Keys.Order(StringComparer.Ordinal);

    /// <summary>True for what is searched in the audit trail: no other search leads into it or out of it.</summary>
    public static bool IsOfTrail(string type) => OfTrail.ContainsKey(type);

    /// <summary>What a type is searched by, in alphabetical order.</summary>
    public static IEnumerable<SearchDefinition> Of(string type) => Loaded.Value.TryGetValue(type, out var definitions)
        ? definitions.Values.OrderBy(definition => definition.Code, StringComparer.Ordinal)
        : [];

    public static SearchDefinition? Find(string type, string code) =>
        Loaded.Value.TryGetValue(type, out var definitions) ? definitions.GetValueOrDefault(code) : null;

    private static FrozenDictionary<string, FrozenDictionary<string, SearchDefinition>> Load()
    {
        var ours = ProfileLibrary.Keys.Where(key => key.Type == "SearchParameter").SelectMany(key => Read(ProfileLibrary.Find(key.Type, key.Id)!.Value)).ToArray();
        return Types.Concat(OfTrail.Keys).ToFrozenDictionary(type => type, type => Load(type, ours));
    }

    private static FrozenDictionary<string, SearchDefinition> Load(string type, IEnumerable<SearchDefinition> ours)
    {
        var standard = ModelInfo.SearchParameters.Where(parameter => parameter.Resource == type && IsSearched(parameter.Type)).Select(Of);
        var common = OfAllTypes.Select(parameter => Of(
            type, parameter.Code, parameter.Kind, parameter.Expression, $"http://hl7.org/fhir/SearchParameter/Resource-{parameter.Name}"));
        return ShareEntries([.. common, .. standard, .. ours.Where(definition => definition.Type == type)])
            .Where(definition => !OfTrail.TryGetValue(type, out var answered) || answered.Contains(definition.Code))
            .ToFrozenDictionary(definition => definition.Code, StringComparer.Ordinal);
    }

    private static bool IsSearched(SearchParamType? kind) =>
        kind is SearchParamType.Token or SearchParamType.Reference or SearchParamType.Date or SearchParamType.String or SearchParamType.Uri;

    private static SearchDefinition Of(SearchParamDefinition parameter) =>
        Of(parameter.Resource!, parameter.Code!, parameter.Type, parameter.Expression!, parameter.Url!) with
        {
            Targets = [.. (parameter.Target ?? []).Select(target => target.ToString())],
        };

    private static SearchDefinition Of(string type, string code, SearchParamType kind, string expression, string url)
    {
        // A definition may serve many types at once; what it says of the others does not concern this one.
        var branches = expression.Split('|', StringSplitOptions.TrimEntries).Where(branch => ElementPath.StartsAt(branch, type));
        var own = string.Join(" | ", branches);
        return new SearchDefinition(type, code, kind, own, url) { Path = ElementPath.Of(type, own) };
    }

    private static IEnumerable<SearchDefinition> Read(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var targets = root.TryGetProperty("target", out var listed) ? listed.EnumerateArray().Select(target => target.GetString()!).ToArray() : [];
        return [.. root.GetProperty("base").EnumerateArray().Select(type => Of(
            type.GetString()!,
            root.GetProperty("code").GetString()!,
            Enum.Parse<SearchParamType>(root.GetProperty("type").GetString()!, ignoreCase: true),
            root.GetProperty("expression").GetString()!,
            root.GetProperty("url").GetString()!) with
        { Targets = [.. targets] })];
    }

    // "patient" is "subject" where it is a patient: one entry serves both.
    private static IEnumerable<SearchDefinition> ShareEntries(SearchDefinition[] definitions)
    {
        foreach (var definition in definitions)
        {
            var cut = definition.Expression.Contains('|', StringComparison.Ordinal) ? -1 : definition.Expression.IndexOf(NarrowsTarget, StringComparison.Ordinal);
            var wider = cut < 0 ? null : Array.Find(definitions, other => other.Kind == definition.Kind && other.Expression == definition.Expression[..cut]);
            yield return wider is null
                ? definition
                : definition with { LiteralNumber = wider.Number, OnlyTarget = definition.Expression[(cut + NarrowsTarget.Length)..].TrimEnd(')') };
        }
    }
}
