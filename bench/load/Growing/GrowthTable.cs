using System.Globalization;
using System.Text;
using Gateway.Storage;
using Load.Comparing;
using Load.Reporting;

namespace Load.Growing;

/// <summary>Writes what was measured as Markdown: medians over the rounds, and how much slower the largest store is than the smallest.</summary>
internal static class GrowthTable
{
    /// <summary>How much slower the largest store may be.</summary>
    private const double Bar = 1.5;

    public static string Render(GrowthPlan plan, IReadOnlyList<GrowthMeasurement> measured, string machine)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Searches while the store grows

            {machine}

            Stores of {string.Join(", ", plan.Sizes.Select(SizeOf))} messages, each message with its Task, over two years. A chart has some {plan.PerChart} messages whatever the size;
            the busy one has one of every {plan.BusyEvery}. A gateway for each store, all running at once and asked in turn: {plan.Rounds} rounds of {plan.Requests} requests,
            each answer checked, after {plan.WarmUp} uncounted requests of each question (a connection of PostgreSQL pays once for each page of the server's
            buffers that it touches for the first time: some 750 such searches until it has seen 128 MB). p50 and p99 in milliseconds and rates a second are medians over the rounds; "ratio" is the median over the rounds of p50 at
            {SizeOf(plan.Sizes[^1])} by p50 at {SizeOf(plan.Sizes[0])}. "c" is how many requests are under way. Searches of charts are `{GrowthStore.Newest("X")}`. Made by `bench/search.sh`.

            """);
        foreach (var provider in plan.Providers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(provider)}\n\n");
            text.Append(TableOf(plan, [.. measured.Where(one => one.Provider == provider)]).ToMarkdown());
        }

        text.Append('\n').AppendJoin('\n', plan.Providers.Select(provider => Verdict(provider, measured))).Append('\n');
        return text.ToString();
    }

    /// <summary>p50 of the largest store by p50 of the smallest: each pair of one round, so that what disturbed that round does not count.</summary>
    public static double Ratio(IEnumerable<GrowthMeasurement> measured) => Median.Of(measured.GroupBy(one => one.Round).Select(round =>
        round.MaxBy(one => one.Size)!.Report.Tally.Latency.Quantile(0.50) / round.MinBy(one => one.Size)!.Report.Tally.Latency.Quantile(0.50)));

    private static TextTable TableOf(GrowthPlan plan, IReadOnlyList<GrowthMeasurement> measured)
    {
        var table = new TextTable(
        [
            "asked for", "c", .. plan.Sizes.Select(size => $"p50 {SizeOf(size)}"), "ratio",
            .. plan.Sizes.Select(size => $"p99 {SizeOf(size)}"), .. plan.Sizes.Select(size => $"rate {SizeOf(size)}"), "failed",
        ]);
        foreach (var question in Question.All)
        {
            foreach (var concurrency in GrowthPlan.Concurrencies)
            {
                GrowthMeasurement[] row = [.. measured.Where(one => one.Question == question && one.Concurrency == concurrency)];
                table.Row(
                [
                    question.IsBar ? $"**{question.Name}**" : question.Name,
                    concurrency.ToString(CultureInfo.InvariantCulture),
                    .. plan.Sizes.Select(size => Number(OverRounds(row, size, report => report.Tally.Latency.Quantile(0.50).TotalMilliseconds), "F2")),
                    Number(Ratio(row), "F2"),
                    .. plan.Sizes.Select(size => Number(OverRounds(row, size, report => report.Tally.Latency.Quantile(0.99).TotalMilliseconds), "F1")),
                    .. plan.Sizes.Select(size => Number(OverRounds(row, size, report => report.Rate), "F0")),
                    row.Sum(one => one.Report.Tally.Total - one.Report.Tally[Driving.Outcome.Answered]).ToString(CultureInfo.InvariantCulture),
                ]);
            }
        }

        return table;
    }

    private static string Verdict(StorageProvider provider, IReadOnlyList<GrowthMeasurement> measured)
    {
        var worst = measured.Where(one => one.Provider == provider && one.Question.IsBar)
            .GroupBy(one => (one.Question, one.Concurrency))
            .Max(Ratio);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(provider)}: the newest messages of a chart take at most {worst:F2} times as long in the largest store as in the smallest; the goal is at most {Bar:F1} times.");
    }

    private static double OverRounds(IEnumerable<GrowthMeasurement> row, int size, Func<LoadReport, double> value) =>
        Median.Of(row.Where(one => one.Size == size).Select(one => value(one.Report)));

    private static string NameOf(StorageProvider provider) => provider switch
    {
        StorageProvider.Sqlite => "SQLite",
        StorageProvider.PostgreSql => "PostgreSQL",
        StorageProvider.SqlServer => "SQL Server",
    };

    private static string SizeOf(int size) => size switch
    {
        >= 1_000_000 when size % 1_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{size / 1_000_000}M"),
        >= 1000 when size % 1000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{size / 1000}k"),
        _ => size.ToString(CultureInfo.InvariantCulture),
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
