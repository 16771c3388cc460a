using System.Collections.Frozen;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace Fhir.Profiles.Structures;

/// <summary>R4's invariants, by the element they hold for; the sentences are ours.</summary>
internal static class R4Invariants
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    private static readonly FrozenDictionary<string, Entry[]> ByPath =
        JsonSerializer.Deserialize<Entry[]>(EmbeddedFiles.Read("Structures/invariants.json"), Reading)!
            .GroupBy(entry => entry.Path, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The key of every invariant that is checked.</summary>
    public static IEnumerable<string> Keys => ByPath.Values.SelectMany(entries => entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);

    /// <summary>The invariants of a type or of an element of one.</summary>
    public static IEnumerable<ElementDefinition.ConstraintComponent> At(string path) =>
        ByPath.GetValueOrDefault(path, []).Select(entry => new ElementDefinition.ConstraintComponent
        {
            Key = entry.Key,
            Severity = EnumUtility.ParseLiteral<ConstraintSeverity>(entry.Severity),
            Human = entry.Human,
            Expression = entry.Expression,
        });

    private sealed record Entry(string Path, string Key, string Severity, string Expression, string Human);
}
