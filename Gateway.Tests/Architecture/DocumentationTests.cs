using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Architecture;

public sealed partial class DocumentationTests
{
    private const int LongestReadme = 120;

    private static readonly string[] Sections = ["Status", "Context", "Decision", "Consequences", "What would make us change it"];

    public static TheoryData<string> Decisions => [.. DecisionRecords];

    private static IEnumerable<string> DecisionRecords => Repository.Files.Where(file => DecisionRecord().IsMatch(file));

    private static IEnumerable<string> Documents => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void The_readme_stays_short() => Assert.InRange(Repository.LinesOf("README.md").Length, 1, LongestReadme);

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_record_has_its_five_sections(string record) => Assert.Equal(
        Sections,
        Repository.LinesOf(record).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_record_can_be_read_at_once(string record) => Assert.InRange(Repository.LinesOf(record).Length, 20, 60);

    [Fact]
    public void Decision_records_have_numbers_of_their_own() =>
        Assert.Equal(DecisionRecords.Count(), DecisionRecords.Select(NumberOf).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_index_lists_each_decision_record()
    {
        var index = Repository.TextOf("docs/decisions/README.md");

        var unlisted = DecisionRecords.Select(Path.GetFileName).Where(name => !index.Contains($"({name})", StringComparison.Ordinal));

        Assert.Empty(unlisted);
    }

    [Fact]
    public void Each_relative_link_leads_somewhere()
    {
        var broken = Documents.SelectMany(document => Link().Matches(Repository.TextOf(document))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(document))!, target)))
            .Select(target => $"{document} -> {target}"));

        Assert.Empty(broken);
    }

    private static string NumberOf(string record) => Path.GetFileName(record)[..4];

    [GeneratedRegex(@"^docs/decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionRecord();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
