using Gateway.Tests.Support;

namespace Gateway.Tests.Access;

/// <summary>A table of docs/security.md, as the privacy officer reads it.</summary>
internal sealed class AccessTable
{
    private readonly Dictionary<string, string[]> rows = [];

    private AccessTable(string[] columns) => Columns = columns;

    public string[] Columns { get; }

    public IEnumerable<string> Rows => rows.Keys;

    public string this[string row, string column] => rows[row][Array.IndexOf(Columns, column)];

    /// <summary>The first table below a heading.</summary>
    public static AccessTable Below(string heading)
    {
        var lines = Repository.TextOf("docs/security.md").Split('\n')
            .SkipWhile(line => line != $"## {heading}")
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToArray();
        var table = new AccessTable(lines[0][1..]);
        foreach (var line in lines[2..])
        {
            Assert.Equal(lines[0].Length, line.Length);
            table.rows.Add(line[0], line[1..]);
        }

        return table;
    }
}
