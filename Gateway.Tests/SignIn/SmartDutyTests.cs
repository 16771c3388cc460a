using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>docs/smart.md names a test for each duty, or says why there is none.</summary>
public sealed partial class SmartDutyTests
{
    private const string Document = "docs/smart.md";

    public static TheoryData<string> Named => [.. Rows().SelectMany(row => Test().Matches(row).Select(test => test.Groups["test"].Value)).Distinct()];

    [Theory]
    [MemberData(nameof(Named))]
    public void Each_test_that_the_table_names_exists(string name)
    {
        var (path, method) = (name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);

        var type = typeof(SmartDutyTests).Assembly.GetType($"Gateway.Tests.{path.Replace('/', '.')}");

        Assert.NotNull(type);
        var test = type.GetMethod(method);
        Assert.NotNull(test);
        Assert.NotEmpty(test.GetCustomAttributes(typeof(FactAttribute), inherit: true));
    }

    [Fact]
    public void Each_duty_has_a_test_or_a_reason() => Assert.All(Rows(), row =>
    {
        var cells = row.Trim('|').Split(" | ");
        Assert.True(cells.Length == 2 && cells[1].Trim().Length > 3, row);
    });

    private static string[] Rows()
    {
        var rows = Repository.LinesOf(Document).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| duty", StringComparison.Ordinal)
            && !line.StartsWith("| ---", StringComparison.Ordinal)).ToArray();
        Assert.True(rows.Length > 30, "The table is not where it was.");
        return rows;
    }

    [GeneratedRegex("`(?<test>[A-Z][A-Za-z]+/[A-Za-z]+Tests\\.[A-Za-z_0-9]+)`")]
    private static partial Regex Test();
}
