using System.Net;
using System.Text;

namespace Gateway.Resources;

/// <summary>Makes XML of a narrative: in JSON it may use HTML's named entities, of which XML knows only five.</summary>
internal static class NarrativeEntities
{
    private const int LongestName = 32;

    /// <summary>The markup with HTML's entities as characters; the same string if there are none.</summary>
    public static string AsCharacters(string markup)
    {
        StringBuilder? written = null;
        var copied = 0;
        for (var start = markup.IndexOf('&', StringComparison.Ordinal); start >= 0; start = markup.IndexOf('&', start + 1))
        {
            if (CharacterAt(markup, start, out var length) is { } character)
            {
                written ??= new StringBuilder(markup.Length);
                written.Append(markup, copied, start - copied).Append(character);
                copied = start + length;
            }
        }

        return written?.Append(markup, copied, markup.Length - copied).ToString() ?? markup;
    }

    private static string? CharacterAt(string markup, int start, out int length)
    {
        length = markup.AsSpan(start, Math.Min(LongestName, markup.Length - start)).IndexOf(';') + 1;
        var entity = markup.AsSpan(start, length);
        if (length < 3 || entity[1] == '#' || entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;")
        {
            return null;
        }

        var name = entity.ToString();
        var character = WebUtility.HtmlDecode(name);
        return character == name ? null : character;
    }
}
