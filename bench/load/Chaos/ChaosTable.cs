using System.Globalization;
using Load.Driving;
using Load.Reporting;

namespace Load.Chaos;

/// <summary>Writes a run down: what was done to the system, what clients and the EHR saw of it.</summary>
internal static class ChaosTable
{
    public static string Render(ChaosPlan plan, ChaosAccount account, string machine) => string.Create(CultureInfo.InvariantCulture, $"""
        # Chaos

        {machine}

        {plan.Replicas} gateways, each a process, on one PostgreSQL, one cluster by Redis; {plan.Messages} messages over {plan.Charts} charts, one sequential client each, in {plan.Duration.TotalSeconds:F0} s
        ({plan.Cycles} cycles: calm, faults of {plan.FaultyCharts} charts, storm, recovery). In storms the EHR fails in {Storyline.Modes.Count} ways in turn, gateways are killed and PostgreSQL crashes. A client whose request
        broke repeats it under its Idempotency-Key, at the next gateway. `Ehr:TimeoutSeconds` 2, `Delivery:LeaseSeconds` and `Delivery:SettleSeconds` 8, `Delivery:MaxDelaySeconds` 5. Seed {plan.Seed}. Made by `bench/chaos.sh`.

        {Done(account).ToMarkdown()}
        {account.Findings.Table().ToMarkdown()}
        {Times(account.Delays).ToMarkdown()}
        {Verdict(account)}

        """);

    private static TextTable Done(ChaosAccount account) => new TextTable("what was done", "count")
        .Row("gateways killed (`kill -9`)", Whole(account.Killed))
        .Row("gateways that ended by themselves", Whole(account.Fallen))
        .Row("PostgreSQL crashed and started again", Whole(account.StoreAway.Count))
        .Row("faults of the whole EHR", Whole(account.Story.Blows.OfType<Blow.EhrFails>().Count()))
        .Row("faults of single charts", Whole(account.Story.Blows.OfType<Blow.ChartsFail>().Sum(blow => blow.Modes.Count)))
        .Row("messages refused for good, and replayed", Whole(account.DeadLetters))
        .Row("requests without an answer, repeated", Whole(account.Tally[Outcome.NoAnswer]))
        .Row("requests answered 503, repeated", Whole(account.Tally[Outcome.ServerError]))
        .Row("messages answered with an error", Whole(account.Errors));

    private static TextTable Times(Delays delays)
    {
        var table = new TextTable("from 201 to the EHR, accepted", "messages", "p50 ms", "p95 ms", "p99 ms", "longest ms");
        foreach (var (kind, histogram) in delays.ByPeriod)
        {
            Add(table, NameOf(kind), histogram);
        }

        return Add(table, "while charts failed: the failing ones", delays.OfFaultyCharts);
    }

    private static TextTable Add(TextTable table, string name, LatencyHistogram times) => table.Row(
        name, Whole(times.Count), Milliseconds(times.Quantile(0.5)), Milliseconds(times.Quantile(0.95)), Milliseconds(times.Quantile(0.99)), Milliseconds(times.Max));

    private static string NameOf(PeriodKind kind) => kind switch
    {
        PeriodKind.Calm => "while nothing failed",
        PeriodKind.ChartFaults => "while charts failed: all others",
        PeriodKind.Storm => "in a storm",
        PeriodKind.Recovery => "after it",
    };

    private static string Verdict(ChaosAccount account) => string.Create(CultureInfo.InvariantCulture, $"""
        {(account.Findings.Clean ? "Every message that was answered 201 is in the EHR once, in the order of its chart." : "PROMISES WERE BROKEN.")}
        Of {account.Delays.Healthy} messages accepted in healthy charts while others failed, {account.Delays.HeldUp} came only when those were mended ({FairnessOf(account)}).
        {account.Errors} were answered with an error.
        {account.Drain.TotalSeconds:F1} s after the last message was posted all were there; {account.Elapsed.TotalSeconds:F0} s in all.
        """);

    private static string FairnessOf(ChaosAccount account) =>
        account.Delays.TooFewToTell ? "too few to tell" : account.Delays.AreFair ? "at most 2 %" : "MORE than 2 %";

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
}
