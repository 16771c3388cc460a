using System.Text;

namespace Gateway.Subjects.Documents;

/// <summary>Puts the characters of a page into lines as one reads them; a gap wider than a space between columns becomes a tab.</summary>
internal static class PdfLines
{
    private const double SpaceWidth = 0.16;
    private const double ColumnGap = 1.2;
    private const double SameLine = 0.4;

    public static string Of(PdfPageText page)
    {
        var text = new StringBuilder(page.Glyphs.Count + 64);
        var byHeight = page.Glyphs.Where(glyph => !string.IsNullOrEmpty(glyph.Text) && double.IsFinite(glyph.Baseline) && double.IsFinite(glyph.Left))
            .OrderByDescending(glyph => glyph.Baseline).ToList();
        for (var at = 0; at < byHeight.Count;)
        {
            var first = byHeight[at];
            var end = at + 1;
            while (end < byHeight.Count && first.Baseline - byHeight[end].Baseline <= SameLine * Math.Max(first.Size, 4))
            {
                end++;
            }

            AppendLine(text, byHeight[at..end].OrderBy(glyph => glyph.Left));
            at = end;
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<PdfGlyph> line)
    {
        double? right = null;
        foreach (var glyph in line)
        {
            var gap = right is { } end ? (glyph.Left - end) / Math.Max(glyph.Size, 1) : 0;
            if (gap > ColumnGap)
            {
                text.Append('\t');
            }
            else if (gap > SpaceWidth && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }

            text.Append(glyph.Text);
            right = Math.Max(right ?? glyph.Right, string.IsNullOrWhiteSpace(glyph.Text) ? right ?? glyph.Left : glyph.Right);
        }

        text.Append('\n');
    }
}
