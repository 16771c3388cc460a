namespace Load.Chaos;

/// <summary>What a run goes through: its periods, and what is done when. Seeded, so that a failing run can be repeated.</summary>
internal sealed record Storyline(IReadOnlyList<Period> Periods, IReadOnlyList<Blow> Blows)
{
    /// <summary>Every way in which the sandbox's EHR can fail.</summary>
    public static readonly IReadOnlyList<string> Modes =
    [
        "timeout-after-commit", "down", "lost-answer", "late", "slow", "malformed", "tls", "too-many", "conflict", "refuse", "error500", "precondition", "chart-closed", "merged-patient",
    ];

    /// <summary>Those that say no for good: after a few of them the EHR is right again, or every message became a dead letter.</summary>
    public static readonly IReadOnlySet<string> Final = new HashSet<string>(StringComparer.Ordinal) { "refuse", "chart-closed", "merged-patient" };

    // What holds a chart up longest comes first: with few charts it must not be left out.
    private static readonly string[] OfCharts = ["timeout-after-commit", "down", "slow", "error500", "lost-answer", "late"];

    // Reads say who a chart's patient is: while they fail the intake answers 503, and nothing would be posted all through the storm. (A connection is made before it is known for what.)
    private static readonly HashSet<string> TowardsAll = new(StringComparer.Ordinal) { "slow", "error500", "tls" };

    private const int FewestModes = 3;
    private const int FinalCount = 2;

    private static readonly (PeriodKind Kind, double Share)[] Shares =
        [(PeriodKind.Calm, 0.15), (PeriodKind.ChartFaults, 0.25), (PeriodKind.Storm, 0.40), (PeriodKind.Recovery, 0.20)];

    // What a kill held up is through before charts fail again: else it would be laid at their door.
    private const double KillsEnd = 0.5;

    public static Storyline Make(ChaosPlan plan)
    {
        // CA5394: the same story each time is the purpose here.
#pragma warning disable CA5394
        var random = new Random(plan.Seed);
        var periods = PeriodsOf(plan);
        var blows = new List<Blow>();
        foreach (var (number, period) in periods.Where(period => period.Kind == PeriodKind.ChartFaults).Index())
        {
            var charts = Enumerable.Range(0, plan.Charts).ToArray();
            random.Shuffle(charts);
            blows.Add(new Blow.ChartsFail(
                period.From, charts[..plan.FaultyCharts].Index().ToDictionary(chart => chart.Item, chart => OfCharts[(chart.Index + number) % OfCharts.Length])));
            blows.Add(new Blow.Mend(period.To));
        }

        var storms = periods.Where(period => period.Kind == PeriodKind.Storm).ToArray();
        blows.AddRange(Failures(storms));
        blows.AddRange(Spread(plan.Kills, storms, random, at => new Blow.Kill(at, random.Next(plan.Replicas))));
        blows.AddRange(Spread(plan.Restarts, storms, random, at => new Blow.CrashStore(at)));
#pragma warning restore CA5394
        return new Storyline(periods, [.. blows.OrderBy(blow => blow.At)]);
    }

    private static Period[] PeriodsOf(ChaosPlan plan)
    {
        var cycle = plan.Duration / plan.Cycles;
        var periods = new List<Period>();
        var at = TimeSpan.Zero;
        for (var i = 0; i < plan.Cycles; i++)
        {
            foreach (var (kind, share) in Shares)
            {
                periods.Add(new Period(kind, at, at + (cycle * share)));
                at += cycle * share;
            }
        }

        return [.. periods];
    }

    private static IEnumerable<Blow> Failures(Period[] storms)
    {
        var each = Math.Max(FewestModes, (int)Math.Ceiling((double)Modes.Count / storms.Length));
        foreach (var (number, storm) in storms.Index())
        {
            var length = (storm.To - storm.From) / each;
            for (var i = 0; i < each; i++)
            {
                var mode = Modes[((number * each) + i) % Modes.Count];
                yield return new Blow.EhrFails(
                    storm.From + (length * i), mode, TowardsAll.Contains(mode) ? "all" : "creates", Final.Contains(mode) ? FinalCount : null);
            }

            yield return new Blow.Mend(storm.To);
        }
    }

    // In turn over the storms, each at a random instant of its storm's first half.
    private static IEnumerable<Blow> Spread(int count, Period[] storms, Random random, Func<TimeSpan, Blow> make)
    {
        for (var i = 0; i < count; i++)
        {
            var storm = storms[i % storms.Length];
#pragma warning disable CA5394
            yield return make(storm.From + ((storm.To - storm.From) * KillsEnd * random.NextDouble()));
#pragma warning restore CA5394
        }
    }
}
