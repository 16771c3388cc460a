using System.Text.Json;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Records;

/// <summary>One resource of the directory; what it is searched by is worked out when somebody first searches its type.</summary>
internal sealed class DirectoryEntry(SeededResource resource)
{
    private FrozenValues? _values;

    public string Type => resource.Type;

    public string Id => resource.Id;

    public byte[] Content => resource.Content;

    /// <summary>The chart it belongs to; none for what everybody may look up (clinicians, organisations, pools).</summary>
    public string? Chart => Type switch
    {
        "Patient" => Id,
        // Whose records are whose is in no single chart: only who reaches everything may look it up.
        "Person" => string.Empty,
        _ => Values.Chart,
    };

    /// <summary>The chart that took this one over, for a patient merged into another.</summary>
    public string? ReplacedBy => Values.ReplacedBy;

    private FrozenValues Values => _values ??= FrozenValues.Of(resource);

    public IReadOnlyList<string> ValuesOf(string parameter) => Values.Search.GetValueOrDefault(parameter) ?? [];

    private sealed record FrozenValues(Dictionary<string, string[]> Search, string? Chart, string? ReplacedBy)
    {
        public static FrozenValues Of(SeededResource resource)
        {
            using var document = JsonDocument.Parse(resource.Content);
            var root = document.RootElement;
            var search = SearchParameters.Of(resource.Type)
                .ToDictionary(parameter => parameter.Name, parameter => ElementValues.Read(root, parameter).ToArray());
            var chart = ElementValues.References(root, "subject").Concat(ElementValues.References(root, "patient"))
                .FirstOrDefault(reference => reference.StartsWith("Patient/", StringComparison.Ordinal));
            return new FrozenValues(search, chart?["Patient/".Length..], SurvivorOf(root));
        }

        private static string? SurvivorOf(JsonElement patient)
        {
            if (!patient.TryGetProperty("link", out var links))
            {
                return null;
            }

            var survivor = links.EnumerateArray().FirstOrDefault(link => link.GetProperty("type").ValueEquals("replaced-by"));
            return survivor.ValueKind == JsonValueKind.Undefined ? null : ElementValues.References(survivor, "other").FirstOrDefault();
        }
    }
}
