using System.Text;

namespace Load.Reporting;

/// <summary>Rows with aligned columns: plain for the terminal, with bars for Markdown. Numbers sit on the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public TextTable Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public string ToPlain()
    {
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend(header))
        {
            text.AppendLine(string.Join("  ", row.Select(Padded)).TrimEnd());
        }

        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", header.Select(Padded)).AppendLine(" |");
        text.Append('|').AppendJoin('|', header.Select((_, i) => IsNumeric(i)
            ? new string('-', Width(i) + 1) + ":"
            : new string('-', Width(i) + 2))).AppendLine("|");
        foreach (var row in _rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Padded)).AppendLine(" |");
        }

        return text.ToString();
    }

    private string Padded(string cell, int column) => IsNumeric(column) ? cell.PadLeft(Width(column)) : cell.PadRight(Width(column));

    private int Width(int column) => _rows.Prepend(header).Max(row => row[column].Length);

    private bool IsNumeric(int column) =>
        _rows.Count > 0 && _rows.All(row => row[column] is "" or "-" || char.IsAsciiDigit(row[column][0]));
}
