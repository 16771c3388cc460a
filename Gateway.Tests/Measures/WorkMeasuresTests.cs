using CsCheck;
using Gateway.Measures;
using Gateway.Search.Indexing;

namespace Gateway.Tests.Measures;

public sealed class WorkMeasuresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly long Morning = Now.AddHours(-4).ToUnixTimeSeconds();

    [Fact]
    public void What_was_promised_is_compared_with_what_was_done()
    {
        var report = WorkMeasures.Of(
            [
                Work(state: WorkState.Answered, opened: 10, answered: 50),
                Work(state: WorkState.Answered, opened: 20, answered: 70),
                Work(state: WorkState.Open, opened: 30),
                Work(state: WorkState.Open),
                Work(state: WorkState.Ended),
            ],
            [],
            Now,
            smallestGroup: 1);

        var group = Assert.Single(report.Groups);
        Assert.Equal(("CareTeam/nurses", "p-1", 5, 2, 2, 1), (group.Pool, group.PolicyVersion, group.Received, group.Answered, group.Open, group.Closed));
        Assert.Equal((1, 0.25, 2, 1), (group.WithinPromise, group.WithinPromiseShare, group.Overdue, group.Unread));
        Assert.Equal((new WorkTimes(20, 30), new WorkTimes(50, 70)), (group.MinutesToOpening, group.MinutesToAnswer));
    }

    [Fact]
    public void Re_routes_are_told_by_from_where_to_where_and_why_with_the_rules_that_sent_them_wrong()
    {
        RerouteFacts moved = new("CareTeam/nurses", "CareTeam/desk", "not-clinical", ["intent-refill", "intent-clinical"]);

        var report = WorkMeasures.Of([Work(), Work()], [moved, moved, moved with { Rules = ["intent-refill"] }], Now, smallestGroup: 3);

        var group = Assert.Single(report.Reroutes);
        Assert.Equal(("CareTeam/nurses", "CareTeam/desk", "not-clinical", 3), (group.From, group.To, group.Reason, group.Count));
        Assert.Equal([new RuleCount("intent-refill", 3)], group.Rules);
        Assert.Equal((3, 1500d), (report.Rerouted, report.ReroutedPerThousand));
    }

    [Fact]
    public void Whatever_happened_it_adds_up_and_nothing_small_is_told()
    {
        var pools = Gen.Int[0, 3].Select(number => $"CareTeam/pool-{number}");
        var courses = Gen.Select(pools, Gen.Enum<WorkState>(), Gen.Int[0, 200], Gen.Int[0, 2]).Select((pool, state, minutes, version) =>
            Work(pool, $"p-{version}", state, minutes, state == WorkState.Answered ? minutes + 5 : null));

        Gen.Select(courses.Array[0, 60], Gen.Int[1, 8]).Sample((work, smallest) =>
        {
            var report = WorkMeasures.Of([.. work], [], Now, smallest);
            return report.Received == report.Answered + report.Open + report.Closed
                && report.Received == work.Length
                && report.Groups.All(group => group.Received >= smallest && group.Received == group.Answered + group.Open + group.Closed)
                && report.Groups.Sum(group => group.Received) is var told
                && (told == work.Length || work.Length - told < smallest);
        });
    }

    [Fact]
    public void A_table_has_a_line_for_each_group_and_no_formulas()
    {
        var report = MeasuresPolicy.Of(
            new MeasuredTime(0, 0, 0, [], []) { Work = [Work("CareTeam/nurses", "=1,\"2\"", WorkState.Answered, 10, 50)] }, Now, 1) with
        {
            From = new DateOnly(2026, 11, 1),
            To = new DateOnly(2026, 11, 30),
        };

        var lines = MeasuresCsv.Of(report).Split("\r\n");

        Assert.Equal(
            "2026-11-01,2026-11-30,\"CareTeam/nurses\",\"'=1,\"\"2\"\"\",1,1,0,0,1,1,0,0,0,0,10,10,50,50",
            lines[1]);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Replace("=1,", "=1", StringComparison.Ordinal).Split(',').Length);
    }

    [Fact]
    public void The_course_of_a_task_reads_as_it_was_written()
    {
        Gen.Select(Gen.Enum<WorkState>(), Gen.Int[0, 99], Gen.Int[0, 99], Gen.Bool, Gen.Bool).Sample((state, opened, answered, unopened, overdue) =>
        {
            var course = new WorkCourse(Morning, state, opened == 0 ? null : Morning + opened, answered, null, unopened, overdue, opened % 2 == 0 ? null : "a|b");
            return WorkCourse.Parse(course.ToString()) == course && string.CompareOrdinal(WorkCourse.From(Now.AddHours(-4)), course.ToString()) < 0
                && string.CompareOrdinal(WorkCourse.From(Now), course.ToString()) > 0;
        });
    }

    private static WorkFacts Work(
        string pool = "CareTeam/nurses", string policy = "p-1", WorkState state = WorkState.Open, int? opened = null, int? answered = null) => new(
            pool, new WorkCourse(Morning, state, Morning + 3600, Morning + (opened * 60), Morning + (answered * 60), false, false, policy));
}
