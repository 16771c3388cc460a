using Load.Reporting;

namespace Gateway.Tests.Bench;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_align_and_numbers_sit_on_the_right()
    {
        var table = new TextTable("name", "count").Row("a", "1").Row("long name", "100");
        var lines = string.Join('\n', "| name      | count |", "|-----------|------:|", "| a         |     1 |", "| long name |   100 |", "");
        Assert.Equal(lines, table.ToMarkdown().ReplaceLineEndings("\n"));
    }
}
