using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>
/// Makes what points to another entry of the bundle point to what that entry becomes: references, uris, and the links of narratives
/// (R4 http.html#transaction). A relative reference counts from the server its entry comes from (R4 bundle.html#references).
/// </summary>
internal sealed partial class BundleLinks(IReadOnlyDictionary<string, ResourceKey> entries, ImmutableArray<string> knownBases)
{
    /// <param name="resource">The resource, which is changed.</param>
    /// <param name="fullUrl">What its entry says it is.</param>
    public void Rewrite(Resource resource, string? fullUrl)
    {
        var server = ServerOf(fullUrl);
        foreach (var element in ElementTree.Below(resource).ToArray())
        {
            switch (element)
            {
                case ResourceReference { Reference: { Length: > 0 } text } reference:
                    reference.Reference = TargetOf(text, server) ?? text;
                    break;
                case FhirUri { Value: { } uri } link:
                    link.Value = EntryAt(uri) ?? uri;
                    break;
                case FhirUrl { Value: { } url } link:
                    link.Value = EntryAt(url) ?? url;
                    break;
                case Canonical { Value: { } canonical } link:
                    link.Value = EntryAt(canonical) ?? canonical;
                    break;
                case XHtml { Value: { } markup } narrative:
                    narrative.Value = Link().Replace(markup, match => EntryAt(match.Groups["target"].Value) is { } target
                        ? $"{match.Groups["before"].Value}{target}{match.Groups["quote"].Value}"
                        : match.Value);
                    break;
            }
        }
    }

    private string? EntryAt(string url) => entries.TryGetValue(url, out var key) ? key.ToString() : null;

    private string? TargetOf(string text, string? server)
    {
        if (EntryAt(text) is { } entry)
        {
            return entry;
        }

        // Patient/1 of another server is not our Patient/1.
        return server is null || !IsRelative(text) ? null : EntryAt(server + text) ?? (knownBases.Contains(server) ? null : server + text);
    }

    private static bool IsRelative(string text) =>
        char.IsAsciiLetterUpper(text[0]) && text.Contains('/', StringComparison.Ordinal) && text.IndexOfAny([':', '?', '#']) < 0;

    // The base that a fullUrl of the form [base]/[type]/[id] is below, with its slash; null for urns and all else.
    private static string? ServerOf(string? fullUrl)
    {
        if (fullUrl?.StartsWith("http", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var slash = fullUrl.LastIndexOf('/', fullUrl.LastIndexOf('/') - 1);
        return slash > 0 && ResourceKey.TryParse(fullUrl[(slash + 1)..], out _) ? fullUrl[..(slash + 1)] : null;
    }

    [GeneratedRegex("""(?<before>\b(?:href|src)\s*=\s*(?<quote>["']))(?<target>[^"'<>]*)\k<quote>""")]
    private static partial Regex Link();
}
