using System.Globalization;
using Load.Driving;
using Load.Reporting;

namespace Load.Comparing;

/// <summary>Writes what access control costs a create as Markdown, beside the bar.</summary>
internal static class AccessTable
{
    /// <summary>The share of the rate that access control may cost.</summary>
    public const double Bar = 0.15;

    public static string Render(ThroughputPlan plan, ILookup<TokenKind, LoadReport> reports, string machine)
    {
        var table = new TextTable("token", "rate/s (median)", "lowest", "highest", "p50 ms", "server CPU ms each", "not accepted");
        foreach (var kind in Enum.GetValues<TokenKind>())
        {
            var rounds = reports[kind].ToArray();
            table.Row(
                NameOf(kind),
                Number(Median.Of(rounds.Select(round => round.Rate)), "F0"),
                Number(rounds.Min(round => round.Rate), "F0"),
                Number(rounds.Max(round => round.Rate), "F0"),
                Number(Median.Of(rounds.Select(round => round.Tally.Latency.Quantile(0.50).TotalMilliseconds)), "F1"),
                Number(Median.Of(rounds.Select(round => round.ServerCpuMillisecondsPerRequest ?? 0)), "F3"),
                Number(rounds.Sum(round => round.Tally.Total - round.Tally[Outcome.Accepted]), "F0"));
        }

        return $"""
            # What access control costs a create

            {machine}

            Concurrency {plan.Concurrency}, {plan.Rounds} rounds in turn on one gateway, {plan.Messages} messages each after {plan.WarmUp} of each kind to warm up, {plan.Charts} charts;
            SQLite, delivery paused. Made by `Load access`.

            The product has no switch that turns access control off, so the same messages are posted under tokens that leave it little or much to do. What also a
            system client's token costs (recognising it, reading its scopes) is in `AccessBenchmarks` of `bench/Gateway.Benchmarks`, to be added to this.

            {table.ToMarkdown()}
            {Verdict(reports)}

            """;
    }

    /// <summary>How much slower one kind is than a system client, as a share of the latter's rate.</summary>
    public static double CostOf(TokenKind kind, ILookup<TokenKind, LoadReport> reports) =>
        1 - (Median.Of(reports[kind].Select(round => round.Rate)) / Median.Of(reports[TokenKind.System].Select(round => round.Rate)));

    private static string Verdict(ILookup<TokenKind, LoadReport> reports) => string.Create(
        CultureInfo.InvariantCulture,
        $"A patient's plain token costs {CostOf(TokenKind.Patient, reports):P1} of the rate, one with a granular scope {CostOf(TokenKind.Granular, reports):P1}; the bar is {Bar:P0}.");

    private static string NameOf(TokenKind kind) => kind switch
    {
        TokenKind.System => "system client, plain scope",
        TokenKind.Patient => "patient in her chart, plain scope",
        TokenKind.Granular => "patient in her chart, granular scope",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
