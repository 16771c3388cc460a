using System.Globalization;
using Load.Reporting;

namespace Load.Comparing;

/// <summary>Writes how quick a check of a draft is as Markdown, beside its bars.</summary>
internal static class CheckTable
{
    /// <summary>How many times the p99 of the capability statement the p99 of a check may be.</summary>
    public const double SlowestP99 = 5;

    /// <summary>How many checks a gateway is to answer in the time of one create.</summary>
    public const double PerCreate = 10;

    public static string Render(ThroughputPlan plan, ILookup<CheckedRequest, LoadReport> reports, string machine)
    {
        var table = new TextTable("request", "rate/s (median)", "lowest", "highest", "p50 ms", "p99 ms (median)", "server CPU ms each", "failures");
        foreach (var kind in Enum.GetValues<CheckedRequest>())
        {
            var rounds = reports[kind].ToArray();
            table.Row(
                NameOf(kind),
                Number(Median.Of(rounds.Select(round => round.Rate)), "F0"),
                Number(rounds.Min(round => round.Rate), "F0"),
                Number(rounds.Max(round => round.Rate), "F0"),
                Number(Median.Of(rounds.Select(round => round.Tally.Latency.Quantile(0.50).TotalMilliseconds)), "F2"),
                Number(P99Of(kind, reports), "F2"),
                Number(Median.Of(rounds.Select(round => round.ServerCpuMillisecondsPerRequest ?? 0)), "F3"),
                Number(rounds.Sum(round => round.Tally.Failures), "F0"));
        }

        return $"""
            # A check of a draft

            {machine}

            Concurrency {plan.Concurrency}, {plan.Rounds} rounds in turn on one gateway, {plan.Messages} requests each after {plan.WarmUp} of each kind to warm up, {plan.Charts} charts;
            SQLite, delivery paused; checks and creates of the same messages. Made by `Load check`.

            {table.ToMarkdown()}
            {Verdict(reports)}

            """;
    }

    /// <summary>The p99 of a check by that of the capability statement.</summary>
    public static double P99Ratio(ILookup<CheckedRequest, LoadReport> reports) => P99Of(CheckedRequest.Check, reports) / P99Of(CheckedRequest.Metadata, reports);

    /// <summary>The rate of checks by that of creates.</summary>
    public static double RateRatio(ILookup<CheckedRequest, LoadReport> reports) => RateOf(CheckedRequest.Check, reports) / RateOf(CheckedRequest.Create, reports);

    private static double P99Of(CheckedRequest kind, ILookup<CheckedRequest, LoadReport> reports) =>
        Median.Of(reports[kind].Select(round => round.Tally.Latency.Quantile(0.99).TotalMilliseconds));

    private static double RateOf(CheckedRequest kind, ILookup<CheckedRequest, LoadReport> reports) => Median.Of(reports[kind].Select(round => round.Rate));

    private static string Verdict(ILookup<CheckedRequest, LoadReport> reports) => string.Create(
        CultureInfo.InvariantCulture,
        $"The p99 of a check is {P99Ratio(reports):F1} times that of `GET /metadata` (at most {SlowestP99:F0}); its rate is {RateRatio(reports):F1} times that of creates (the goal is {PerCreate:F0}).");

    private static string NameOf(CheckedRequest kind) => kind switch
    {
        CheckedRequest.Metadata => "`GET /metadata`",
        CheckedRequest.Check => "`POST /Communication/$check`",
        CheckedRequest.Create => "`POST /Communication`",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
