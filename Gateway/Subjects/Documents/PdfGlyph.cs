namespace Gateway.Subjects.Documents;

/// <summary>A character on a page of a PDF: where its baseline starts and ends, and how large it is.</summary>
internal readonly record struct PdfGlyph(string Text, double Left, double Right, double Baseline, double Size);

/// <summary>The characters of a page, in the order of the file.</summary>
internal sealed record PdfPageText(IReadOnlyList<PdfGlyph> Glyphs);
