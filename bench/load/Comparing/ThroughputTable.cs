using System.Globalization;
using Load.Driving;
using Load.Reporting;

namespace Load.Comparing;

/// <summary>Writes the comparison as Markdown: medians over the rounds, and the goal beside what was reached.</summary>
internal static class ThroughputTable
{
    public static string Render(ThroughputPlan plan, ILookup<Contender, LoadReport> reports, string machine)
    {
        var table = new TextTable(
            "durable creates", "rate/s (median)", "lowest", "highest", "p50 ms", "p99 ms", "server CPU ms each", "peak RSS MB", "not accepted");
        foreach (var contender in Enum.GetValues<Contender>())
        {
            var rounds = reports[contender].ToArray();
            table.Row(
                NameOf(contender),
                Whole(Median.Of(rounds.Select(round => round.Rate))),
                Whole(rounds.Min(round => round.Rate)),
                Whole(rounds.Max(round => round.Rate)),
                Tenths(Median.Of(rounds.Select(round => round.Tally.Latency.Quantile(0.50).TotalMilliseconds))),
                Tenths(Median.Of(rounds.Select(round => round.Tally.Latency.Quantile(0.99).TotalMilliseconds))),
                Median.Of(rounds.Select(round => round.ServerCpuMillisecondsPerRequest ?? 0)).ToString("F3", CultureInfo.InvariantCulture),
                Whole(rounds.Max(round => (round.Server?.PeakRss ?? 0) / (1024.0 * 1024))),
                Whole(rounds.Sum(round => round.Tally.Total - round.Tally[Outcome.Accepted])));
        }

        return $"""
            # Durable creates

            {machine}

            Concurrency {plan.Concurrency}, {plan.Rounds} rounds in turn, {plan.Messages} messages each after {plan.WarmUp} to warm up, {plan.Charts} charts;
            SQLite, WAL, `synchronous=FULL`; each round on fresh processes and stores. Made by `bench/throughput.sh`.

            {table.ToMarkdown()}
            {Verdict(reports)}

            """;
    }

    /// <summary>The share of the bare grouped rate that the whole intake reaches; the goal is half.</summary>
    public static double ShareOfBare(ILookup<Contender, LoadReport> reports, Contender contender) =>
        Median.Of(reports[contender].Select(round => round.Rate)) / Median.Of(reports[Contender.BareGrouped].Select(round => round.Rate));

    private static string Verdict(ILookup<Contender, LoadReport> reports) => string.Create(
        CultureInfo.InvariantCulture,
        $"Of the bare group-committed rate the whole intake reaches {ShareOfBare(reports, Contender.GatewayPaused):P0} with delivery paused and {ShareOfBare(reports, Contender.GatewayDelivering):P0} while it delivers to an EHR on the same cores; the goal is 50 %. The rows that a message is kept in (itself, its Task, what both are found by, its way to the EHR, its place in the audit trail), written with nothing read, checked or decided, reach {ShareOfBare(reports, Contender.RowsGrouped):P0}.");

    private static string NameOf(Contender contender) => contender switch
    {
        Contender.BareOne => "bare: a row and a commit per request",
        Contender.BareGrouped => "bare: a row per request, shared commits",
        Contender.RowsGrouped => "bare: a message's rows per request, shared commits",
        Contender.GatewayDelivering => "gateway: whole intake, delivering",
        Contender.GatewayPaused => "gateway: whole intake, delivery paused",
    };

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Tenths(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
