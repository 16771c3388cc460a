using System.Net;

namespace Gateway.Messages;

/// <summary>The words of a narrative, at the places where they stand in it.</summary>
internal static class NarrativeText
{
    /// <summary>The XHTML with blanks for its tags; what is written with entities moves ahead by as much as they are longer.</summary>
    public static string? Of(string? div)
    {
        if (div is null)
        {
            return null;
        }

        var isTag = false;
        var text = string.Create(div.Length, div, (blanked, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                isTag |= source[at] == '<';
                blanked[at] = isTag ? ' ' : source[at];
                isTag &= source[at] != '>';
            }
        });
        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }
}
