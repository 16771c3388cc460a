using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Search.Indexing;

/// <summary>References in the one form in which they are stored and asked for.</summary>
internal static class ReferenceForm
{
    private const string History = "/_history/";

    /// <summary><c>Type/id</c> for a resource on a server we know, the unversioned address for any other; null for what has no address.</summary>
    public static string? Of(string? reference, IReadOnlyList<string> knownBases)
    {
        if (string.IsNullOrEmpty(reference) || reference[0] == '#')
        {
            return null;
        }

        var text = reference;
        for (var i = 0; i < knownBases.Count; i++)
        {
            if (text.StartsWith(knownBases[i], StringComparison.Ordinal))
            {
                text = text[knownBases[i].Length..];
                break;
            }
        }

        var history = text.IndexOf(History, StringComparison.Ordinal);
        return TextForm.Cut(history > 0 ? text[..history] : text);
    }

    /// <summary>Whether a reference points to a resource of that type, as far as it says.</summary>
    public static bool PointsTo(ResourceReference reference, string type)
    {
        if (reference.Reference is not { Length: > 0 } text)
        {
            return false;
        }

        var history = text.IndexOf(History, StringComparison.Ordinal);
        var path = history > 0 ? text.AsSpan(0, history) : text;
        var slash = path.LastIndexOf('/');
        return slash < 0 || !FhirId.IsValid(path[(slash + 1)..])
            ? reference.Type == type
            : path[..slash].EndsWith(type, StringComparison.Ordinal) && (slash == type.Length || path[slash - type.Length - 1] == '/');
    }
}
