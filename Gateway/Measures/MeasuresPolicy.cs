using System.Collections.Immutable;
using Gateway.Review;
using Gateway.Storage;

namespace Gateway.Measures;

/// <summary>Makes the measures of what happened in a time. Pure; docs/operations.md says what each means.</summary>
internal static class MeasuresPolicy
{
    /// <summary>How long after it was given back a message that comes again in a suggested chart counts as moved.</summary>
    public static readonly TimeSpan MovedWithin = TimeSpan.FromHours(1);

    private static readonly int[] Bounds = [5, 15, 60, 240, 1440, 4320];

    public static MeasuresReport Of(MeasuredTime time, DateTimeOffset now, int smallestGroup)
    {
        var decisions = time.Decisions;
        var (confirmed, missed) = (Count(decisions, DecisionOutcome.Confirmed), Count(decisions, DecisionOutcome.Missed));
        var misdirected = confirmed + missed + time.MovedBySender;
        // What a decision made, or a sender sent once more, came in once.
        var messages = Math.Max(0, time.Stored - decisions.Sum(decision => decision.Made) + time.GivenBack - time.MovedBySender);
        return new MeasuresReport
        {
            Messages = messages,
            GivenBack = time.GivenBack,
            Misdirected = misdirected,
            MisdirectedPerThousand = messages == 0 ? null : Math.Round(1000d * misdirected / messages, 2),
            Confirmed = confirmed,
            Overturned = Count(decisions, DecisionOutcome.Overturned),
            Precision = PrecisionOf(decisions, smallestGroup),
            Missed = missed,
            Attested = Count(decisions, DecisionOutcome.Attested),
            Redirects = new RedirectPaths(
                time.MovedBySender,
                decisions.Count(decision => Moves(decision) && decision.By is DecidedBy.Sender),
                decisions.Count(decision => Moves(decision) && decision.By is not DecidedBy.Sender)),
            TimeInQuarantine = TimesOf(decisions, smallestGroup),
            Waiting = new WaitingNow(
                time.Waiting.Sum(depth => depth.Count),
                time.Waiting.IsEmpty ? null : Math.Round(Math.Max(0, (now - time.Waiting.Min(depth => depth.Oldest)).TotalMinutes), 1)),
            Groups = [.. GroupsOf(decisions, smallestGroup)],
            Work = WorkMeasures.Of(time.Work, time.Reroutes, now, smallestGroup),
            SmallestGroup = smallestGroup,
        };
    }

    /// <summary>How many of those that were given back came again, from the same person and app, in a chart that had been suggested.</summary>
    public static int MovedBySender(IEnumerable<TakenMessage> givenBack, IEnumerable<TakenMessage> taken)
    {
        var bySender = taken.ToLookup(message => (message.Client, message.Person));
        return givenBack.Count(asked => bySender[(asked.Client, asked.Person)].Any(moved =>
            moved.At > asked.At && moved.At - asked.At <= MovedWithin && asked.ChartList.Intersect(moved.ChartList).Any()));
    }

    private static bool Moves(DecisionFacts decision) => decision.Kind is DecisionKind.Redirect or DecisionKind.Split;

    private static QuarantineTimes TimesOf(ImmutableArray<DecisionFacts> decisions, int smallestGroup)
    {
        double[] minutes = [.. decisions.Select(decision => decision.MinutesHeld).OfType<double>().Order()];
        // A few of them would tell when single messages were decided.
        return minutes.Length < smallestGroup
            ? new QuarantineTimes(minutes.Length, null, null, null, [])
            : new QuarantineTimes(
                minutes.Length,
                Percentile(minutes, 0.5),
                Percentile(minutes, 0.9),
                Percentile(minutes, 0.99),
                [
                    .. Bounds.Select((bound, place) => new TimeBucket(
                        bound, minutes.Count(held => held <= bound && (place == 0 || held > Bounds[place - 1])))),
                    new TimeBucket(null, minutes.Count(held => held > Bounds[^1])),
                ]);
    }

    private static IEnumerable<DecisionGroup> GroupsOf(ImmutableArray<DecisionFacts> decisions, int smallestGroup) =>
        SmallGroups.Of(decisions, decision => (decision.Pool, decision.HoldReason, decision.PolicyVersion), smallestGroup)
            .Select(group => GroupOf(group.Key?.Pool, group.Key?.HoldReason, group.Key?.PolicyVersion, group.Members, smallestGroup));

    private static DecisionGroup GroupOf(string? pool, string? reason, string? policy, ImmutableArray<DecisionFacts> decisions, int smallestGroup) => new(
        pool,
        reason,
        policy,
        Count(decisions, DecisionOutcome.Confirmed),
        Count(decisions, DecisionOutcome.Overturned),
        Count(decisions, DecisionOutcome.Missed),
        Count(decisions, DecisionOutcome.Attested),
        Count(decisions, DecisionOutcome.Aside),
        PrecisionOf(decisions, smallestGroup),
        TimesOf(decisions, smallestGroup).Median);

    private static double? PrecisionOf(ImmutableArray<DecisionFacts> decisions, int smallestGroup)
    {
        var (confirmed, overturned) = (Count(decisions, DecisionOutcome.Confirmed), Count(decisions, DecisionOutcome.Overturned));
        return confirmed + overturned < smallestGroup ? null : Math.Round((double)confirmed / (confirmed + overturned), 4);
    }

    private static int Count(ImmutableArray<DecisionFacts> decisions, DecisionOutcome outcome) => decisions.Count(decision => decision.Outcome == outcome);

    // The nearest rank: a time that was really needed, not one between two.
    private static double Percentile(double[] ordered, double share) => Math.Round(ordered[(int)Math.Ceiling(share * ordered.Length) - 1], 1);
}
