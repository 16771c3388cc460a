using Gateway.Storage;
using Load.Driving;
using Load.Growing;
using Load.Reporting;

namespace Gateway.Tests.Bench;

public sealed class GrowthTableTests
{
    private static readonly GrowthPlan Plan = new([StorageProvider.Sqlite], [10_000, 1_000_000], 100, 20, 48, 3, 200, 1000);

    [Fact]
    public void A_ratio_compares_what_was_measured_in_the_same_round()
    {
        // A disturbed round slows all stores alike.
        Assert.InRange(GrowthTable.Ratio(Measured((1, 1.2), (8, 9.6), (1, 1.2))), 1.1, 1.3);
    }

    [Fact]
    public void Each_question_has_a_row_for_each_concurrency_and_the_worst_one_is_the_verdict()
    {
        var markdown = GrowthTable.Render(Plan, Measured((1, 2), (1, 2), (1, 2)), "2 cores");
        Assert.Equal((Question.All.Count * GrowthPlan.Concurrencies.Count) + 2, markdown.Split('\n').Count(line => line.StartsWith('|')));
        Assert.Contains("p50 10k | p50 1M | ratio", markdown, StringComparison.Ordinal);
        Assert.Contains("SQLite: the newest messages of a chart take at most 2.0", markdown, StringComparison.Ordinal);
    }

    private static GrowthMeasurement[] Measured(params (double Small, double Large)[] rounds) =>
    [
        .. from question in Question.All
           from concurrency in GrowthPlan.Concurrencies
           from round in Enumerable.Range(0, rounds.Length)
           from size in Plan.Sizes
           let milliseconds = size == Plan.Sizes[0] ? rounds[round].Small : rounds[round].Large
           select new GrowthMeasurement(StorageProvider.Sqlite, question, concurrency, size, round, AReport(milliseconds)),
    ];

    private static LoadReport AReport(double milliseconds)
    {
        var tally = new Tally();
        tally.Add(Outcome.Answered, TimeSpan.FromMilliseconds(milliseconds));
        return new LoadReport("search", 1, TimeSpan.FromSeconds(1), tally, null, TimeSpan.Zero);
    }
}
