using System.Collections.Immutable;
using Gateway.Search.Indexing;

namespace Gateway.Measures;

/// <summary>Makes the measures of how soon messages are answered. Pure; docs/operations.md says what each means.</summary>
internal static class WorkMeasures
{
    public static WorkReport Of(ImmutableArray<WorkFacts> work, ImmutableArray<RerouteFacts> reroutes, DateTimeOffset now, int smallestGroup) => new(
        work.Length,
        Count(work, WorkState.Answered),
        Count(work, WorkState.Open),
        Count(work, WorkState.Ended),
        reroutes.Length,
        work.IsEmpty ? null : Math.Round(1000d * reroutes.Length / work.Length, 2),
        [
            .. SmallGroups.Of(work, facts => (facts.Pool, facts.Course.PolicyVersion), smallestGroup)
                .Select(group => GroupOf(group.Key?.Pool, group.Key?.PolicyVersion, group.Members, now.ToUnixTimeSeconds(), smallestGroup)),
        ],
        [
            .. SmallGroups.Of(reroutes, facts => (facts.From, facts.To, facts.Reason), smallestGroup)
                .Select(group => new RerouteGroup(group.Key?.From, group.Key?.To, group.Key?.Reason, group.Members.Length, RulesOf(group.Members, smallestGroup))),
        ]);

    private static WorkGroup GroupOf(string? pool, string? policy, ImmutableArray<WorkFacts> members, long now, int smallestGroup)
    {
        var answered = members.Where(facts => facts.Course.State == WorkState.Answered).ToArray();
        var within = answered.Count(facts => facts.Course.AnswerBy is not { } promise || facts.Course.Answered <= promise);
        var overdue = members.Count(facts => facts.Course.State == WorkState.Open && facts.Course.AnswerBy < now);
        return new WorkGroup(pool, policy, members.Length, answered.Length, Count(members, WorkState.Open), Count(members, WorkState.Ended))
        {
            WithinPromise = within,
            WithinPromiseShare = answered.Length + overdue < smallestGroup ? null : Math.Round((double)within / (answered.Length + overdue), 4),
            Overdue = overdue,
            Unread = members.Count(facts => facts.Course is { State: WorkState.Open, Opened: null }),
            UnopenedAlarms = members.Count(facts => facts.Course.WasUnopened),
            OverdueAlarms = members.Count(facts => facts.Course.WasOverdue),
            MinutesToOpening = TimesOf(members.Select(facts => facts.Course.Opened - facts.Course.Since), smallestGroup),
            MinutesToAnswer = TimesOf(answered.Select(facts => facts.Course.Answered - facts.Course.Since), smallestGroup),
        };
    }

    private static WorkTimes TimesOf(IEnumerable<long?> seconds, int smallestGroup)
    {
        double[] minutes = [.. seconds.OfType<long>().Select(taken => Math.Max(0, taken) / 60d).Order()];
        return minutes.Length < smallestGroup ? new WorkTimes(null, null) : new WorkTimes(Percentile(minutes, 0.5), Percentile(minutes, 0.9));
    }

    private static ImmutableArray<RuleCount> RulesOf(ImmutableArray<RerouteFacts> members, int smallestGroup) =>
    [
        .. members.SelectMany(facts => facts.Rules.Distinct())
            .GroupBy(rule => rule, (rule, uses) => new RuleCount(rule, uses.Count()))
            .Where(rule => rule.Count >= smallestGroup)
            .OrderByDescending(rule => rule.Count).ThenBy(rule => rule.Rule, StringComparer.Ordinal),
    ];

    private static int Count(ImmutableArray<WorkFacts> work, WorkState state) => work.Count(facts => facts.Course.State == state);

    // The nearest rank: a time that was really needed, not one between two.
    private static double Percentile(double[] ordered, double share) => Math.Round(ordered[(int)Math.Ceiling(share * ordered.Length) - 1], 1);
}
