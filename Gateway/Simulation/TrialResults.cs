using System.Collections.Immutable;
using Gateway.Messages;
using Gateway.Policies;

namespace Gateway.Simulation;

/// <summary>Gathers what both policies decided, and tells the difference.</summary>
internal sealed class TrialResults(string against, string version)
{
    private readonly List<SimulatedDecision> before = [];
    private readonly List<SimulatedDecision> after = [];
    private readonly List<ChangedDecision> changes = [];
    private int notJudged;
    private bool truncated;

    public void Add(string message, (IntakeDecision Decision, GatewayPolicy Policy) current, (IntakeDecision Decision, GatewayPolicy Policy) tried)
    {
        var (was, would) = (SimulatedDecision.Of(current.Decision, current.Policy), SimulatedDecision.Of(tried.Decision, tried.Policy));
        before.Add(was);
        after.Add(would);
        if (!was.IsAs(would))
        {
            changes.Add(new ChangedDecision(
                message, was, would, [.. current.Decision.Hits.Concat(tried.Decision.Hits).Select(hit => hit.RuleId).Distinct().Order(StringComparer.Ordinal)]));
        }
    }

    public void NotJudged() => notJudged++;

    public void Truncate() => truncated = true;

    public SimulationReport Report() => new()
    {
        Version = version,
        Against = against,
        Messages = before.Count,
        NotJudged = notJudged,
        Truncated = truncated,
        Before = Counted(before),
        After = Counted(after),
        Changed = changes.Count,
        Changes = changes,
    };

    private static ImmutableArray<DecisionCount> Counted(IEnumerable<SimulatedDecision> decisions) =>
    [
        .. decisions.GroupBy(decision => (decision.Outcome, decision.Pool, decision.Reason))
            .Select(group => new DecisionCount(group.Key.Outcome, group.Key.Pool, group.Key.Reason, group.Count()))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => $"{count.Outcome} {count.Pool} {count.Reason}", StringComparer.Ordinal),
    ];
}
