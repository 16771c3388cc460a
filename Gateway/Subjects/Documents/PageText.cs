using System.Net;
using System.Text;

namespace Gateway.Subjects.Documents;

/// <summary>The words of an HTML page in lines: what a portal's "save as" makes of a report. Nothing is rendered or fetched.</summary>
internal static class PageText
{
    private const int Longest = 500_000;

    private static readonly string[] Blocks = ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "section", "dt"];

    public static string Of(string html)
    {
        var page = html.AsSpan(0, Math.Min(html.Length, Longest));
        var text = new StringBuilder(page.Length / 2);
        while (!page.IsEmpty)
        {
            var open = page.IndexOf('<');
            text.Append(page[..(open < 0 ? page.Length : open)].ToString().ReplaceLineEndings(" "));
            var close = open < 0 ? -1 : page[open..].IndexOf('>');
            if (close < 0)
            {
                break;
            }

            var tag = NameOf(page.Slice(open + 1, close - 1));
            page = page[(open + close + 1)..];
            page = tag is "script" or "style" ? AfterEnd(page, tag) : page;
            text.Append(tag is "td" or "th" or "dd" ? "\t" : Blocks.Contains(tag) ? "\n" : string.Empty);
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(' ', '/', '\n');
        return (end > 0 ? tag[..end] : tag).ToString().ToLowerInvariant();
    }

    private static ReadOnlySpan<char> AfterEnd(ReadOnlySpan<char> page, string tag)
    {
        var end = page.IndexOf($"</{tag}", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? [] : page[end..];
    }
}
