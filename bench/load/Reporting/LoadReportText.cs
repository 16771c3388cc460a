using System.Globalization;
using Load.Driving;

namespace Load.Reporting;

/// <summary>A report as a person reads it.</summary>
internal static class LoadReportText
{
    public static string Render(LoadReport report) =>
        string.Join(Environment.NewLine, Sections(report).Where(section => section.Length > 0));

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => (bytes / (1024.0 * 1024)).ToString("F0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Sections(LoadReport report)
    {
        yield return Facts(report).ToPlain();
        yield return Outcomes(report.Tally).ToPlain();
        yield return report.Tally.Reasons.Count > 0 ? Reasons(report.Tally).ToPlain() : "";
        yield return report.Tally.Labels.Count > 0 ? Labels(report.Tally).ToPlain() : "";
    }

    private static TextTable Facts(LoadReport report)
    {
        var latency = report.Tally.Latency;
        var table = new TextTable(report.Command, "")
            .Row("requests", Count(report.Tally.Total))
            .Row("concurrency", Count(report.Concurrency))
            .Row("seconds", Number(report.Elapsed.TotalSeconds))
            .Row("rate per second", Number(report.Rate))
            .Row("p50 ms", Milliseconds(latency.Quantile(0.50)))
            .Row("p95 ms", Milliseconds(latency.Quantile(0.95)))
            .Row("p99 ms", Milliseconds(latency.Quantile(0.99)))
            .Row("max ms", Milliseconds(latency.Max))
            .Row("own CPU seconds", Number(report.OwnCpu.TotalSeconds));
        return report.Server is not { } server
            ? table
            : table
                .Row("server CPU seconds", Number(server.Cpu.TotalSeconds))
                .Row("server CPU ms per request", (report.ServerCpuMillisecondsPerRequest ?? 0).ToString("F3", CultureInfo.InvariantCulture))
                .Row("server peak RSS MB", Megabytes(server.PeakRss))
                .Row("server mean RSS MB", Megabytes(server.MeanRss));
    }

    private static TextTable Outcomes(Tally tally)
    {
        var table = new TextTable("outcome", "count");
        foreach (var outcome in Enum.GetValues<Outcome>().Where(outcome => tally[outcome] > 0))
        {
            table.Row(outcome.ToString(), Count(tally[outcome]));
        }

        return table;
    }

    private static TextTable Reasons(Tally tally)
    {
        var table = new TextTable("reason", "count");
        foreach (var (reason, count) in tally.Reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Row(reason, Count(count));
        }

        return table;
    }

    private static TextTable Labels(Tally tally)
    {
        var outcomes = Enum.GetValues<Outcome>().Where(outcome => tally[outcome] > 0).ToArray();
        var table = new TextTable([.. outcomes.Select(outcome => outcome.ToString()).Prepend("label")]);
        foreach (var (label, counts) in tally.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Row([.. outcomes.Select(outcome => Count(counts[(int)outcome])).Prepend(label)]);
        }

        return table;
    }

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
