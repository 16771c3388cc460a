using System.Collections.Immutable;
using Gateway.Measures;
using Gateway.Review.Queue;
using Gateway.Storage;
using Gateway.Tests.Storage;

namespace Gateway.Tests.Measures;

public sealed class MeasuresPolicyTests
{
    [Fact]
    public void Released_is_a_false_alarm_and_what_was_moved_or_rejected_as_anothers_is_confirmed()
    {
        var report = Of(
            Many(6, DecisionKind.Redirect),
            Many(1, DecisionKind.Split),
            Many(1, DecisionKind.Reject, reason: "not-a-patient-here"),
            Many(2, DecisionKind.Release),
            Many(3, DecisionKind.Reject, reason: "not-for-a-chart"),
            Many(2, DecisionKind.Retract, held: false),
            Many(4, DecisionKind.Attest, held: false));

        Assert.Equal((8, 2, 0.8), (report.Confirmed, report.Overturned, report.Precision!.Value));
        Assert.Equal((2, 4), (report.Missed, report.Attested));
        Assert.Equal(10, report.Misdirected);
    }

    [Fact]
    public void Each_message_that_came_in_counts_once()
    {
        // Of 1,000 stored two were made by a decision; 20 were given back, of which 5 came again and are among the 1,000. What is released names itself.
        var report = MeasuresPolicy.Of(
            new MeasuredTime(1000, 20, 5, [.. Many(2, DecisionKind.Redirect, made: "m-1"), .. Many(3, DecisionKind.Release, made: "m-2")], []), Rows.Noon, 1);

        Assert.Equal(1000 - 2 + 20 - 5, report.Messages);
        Assert.Equal(7, report.Misdirected);
        Assert.Equal(Math.Round(7000d / 1013, 2), report.MisdirectedPerThousand);
    }

    [Fact]
    public void Redirects_are_told_by_their_path()
    {
        var report = MeasuresPolicy.Of(
            new MeasuredTime(10, 3, 2, [.. Many(3, DecisionKind.Redirect, by: DecidedBy.Sender), .. Many(4, DecisionKind.Split)], []), Rows.Noon, 1);

        Assert.Equal(new RedirectPaths(2, 3, 4), report.Redirects);
    }

    [Fact]
    public void Time_in_quarantine_is_told_as_a_distribution()
    {
        var report = Of([.. Enumerable.Range(1, 100).Select(minutes => ADecision(DecisionKind.Release, minutes: minutes))]);

        Assert.Equal((50d, 90d, 99d), (report.TimeInQuarantine.Median, report.TimeInQuarantine.Percentile90, report.TimeInQuarantine.Percentile99));
        Assert.Equal(
            [new TimeBucket(5, 5), new TimeBucket(15, 10), new TimeBucket(60, 45), new TimeBucket(240, 40), new TimeBucket(1440, 0), new TimeBucket(4320, 0), new TimeBucket(null, 0)],
            report.TimeInQuarantine.Buckets);
    }

    [Fact]
    public void Small_groups_are_told_together_and_never_alone()
    {
        var report = Of(Many(9, DecisionKind.Release, pool: "a"), Many(1, DecisionKind.Release, pool: "b"), Many(4, DecisionKind.Redirect, pool: "c"));

        Assert.Equal([("a", 9), (null, 5)], report.Groups.Select(group => (group.Pool, group.Confirmed + group.Overturned)));
    }

    [Fact]
    public void What_is_still_small_together_takes_the_next_group_along()
    {
        // One alone would be told by what the others leave of the total.
        var report = Of(Many(9, DecisionKind.Release, pool: "a"), Many(7, DecisionKind.Release, pool: "b"), Many(1, DecisionKind.Redirect, pool: "c"));

        Assert.Equal([("a", 9), (null, 8)], report.Groups.Select(group => (group.Pool, group.Confirmed + group.Overturned)));
    }

    [Fact]
    public void A_few_decisions_tell_no_rate_no_time_and_no_group()
    {
        var report = Of(Many(4, DecisionKind.Redirect));

        Assert.Null(report.Precision);
        Assert.Null(report.TimeInQuarantine.Median);
        Assert.Empty(report.TimeInQuarantine.Buckets);
        Assert.Empty(report.Groups);
    }

    [Fact]
    public void What_was_moved_is_the_same_persons_in_a_suggested_chart_within_the_hour()
    {
        TakenMessage asked = new("portal", "Patient/susie", "Patient/johnny Patient/emma", Rows.Noon);
        TakenMessage moved = new("portal", "Patient/susie", "Patient/emma", Rows.Noon.AddMinutes(5));

        Assert.Equal(1, MeasuresPolicy.MovedBySender([asked], [moved]));
        Assert.Equal(0, MeasuresPolicy.MovedBySender([asked], [moved with { Person = "Patient/mark" }]));
        Assert.Equal(0, MeasuresPolicy.MovedBySender([asked], [moved with { Charts = "Patient/susie" }]));
        Assert.Equal(0, MeasuresPolicy.MovedBySender([asked], [moved with { At = Rows.Noon.AddMinutes(-1) }]));
        Assert.Equal(0, MeasuresPolicy.MovedBySender([asked], [moved with { At = Rows.Noon.AddHours(2) }]));
    }

    [Fact]
    public void What_waits_is_told_with_the_oldest()
    {
        var report = MeasuresPolicy.Of(
            new MeasuredTime(0, 0, 0, [], [new QueueDepth("p", "0", 1, Rows.Noon.AddMinutes(-3)), new QueueDepth("p", "3", 2, Rows.Noon.AddMinutes(-90))]), Rows.Noon, 5);

        Assert.Equal(new WaitingNow(3, 90), report.Waiting);
        Assert.Null(report.MisdirectedPerThousand);
    }

    private static MeasuresReport Of(params IEnumerable<DecisionFacts>[] decisions) =>
        MeasuresPolicy.Of(new MeasuredTime(1000, 0, 0, [.. decisions.SelectMany(some => some)], []), Rows.Noon, 5);

    private static ImmutableArray<DecisionFacts> Many(
        int count, DecisionKind kind, string? reason = null, bool held = true, string pool = "a", DecidedBy by = DecidedBy.Reviewer, string? made = null) =>
        [.. Enumerable.Repeat(ADecision(kind, reason, held, pool, by, made), count)];

    private static DecisionFacts ADecision(
        DecisionKind kind, string? reason = null, bool held = true, string pool = "a", DecidedBy by = DecidedBy.Reviewer, string? made = null, int minutes = 10) =>
        new(kind, by, reason, held ? "about-someone-else" : null, "1", pool, held ? Rows.Noon.AddMinutes(-minutes) : null, Rows.Noon, made);
}
