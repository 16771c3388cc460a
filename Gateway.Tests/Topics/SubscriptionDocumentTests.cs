using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Topics;

/// <summary>What docs/subscriptions.md says of the guide's demands names tests that there are.</summary>
public sealed partial class SubscriptionDocumentTests
{
    private static readonly HashSet<string> Tests =
    [
        .. typeof(SubscriptionDocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name).Append(type.Name)),
    ];

    [Fact]
    public void Each_test_in_the_table_of_the_guides_demands_is_there()
    {
        var rows = Repository.TextOf("docs/subscriptions.md").Split('\n').SkipWhile(line => !line.StartsWith("| SHALL", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        string[] named = [.. rows.SelectMany(row => Code().Matches(row.Split('|')[^2])).Select(code => code.Groups["name"].Value).Where(name => TestName().IsMatch(name))];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(
            name.EndsWith('…') ? Tests.Any(test => test.StartsWith(name[..^1], StringComparison.Ordinal)) : Tests.Contains(name), $"There is no test {name}."));
    }

    // The folder or class before it is for the reader.
    [GeneratedRegex("`(?:[A-Za-z]+[/.])*(?<name>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("_|Tests$")]
    private static partial Regex TestName();
}
