using System.Diagnostics;
using Gateway.Messages;

namespace Gateway.Simulation;

/// <summary>A decision as far as a policy shows in it: what becomes of the message, with whom and why. No word of it, and nobody in it.</summary>
/// <param name="Outcome">route, hold, refuse or retry-later.</param>
/// <param name="Pool">Who gets it, where somebody does.</param>
/// <param name="Reason">Why it is held or given back.</param>
/// <param name="Attestable">It would be taken on its sender's word.</param>
/// <param name="Override">Whose part of the policy applied.</param>
internal sealed record SimulatedDecision(string Outcome, string? Pool, string? Reason, bool? Attestable, string? Override)
{
    public static SimulatedDecision Of(IntakeDecision decision, Policies.GatewayPolicy policy)
    {
        var part = policy.Override?.Key.ToString();
        var why = IntakeRecord.WhyOf(decision);
        return decision switch
        {
            IntakeDecision.Route route => new("route", route.Pool.ToString(), why, null, part),
            IntakeDecision.Hold hold => new("hold", hold.Pool.ToString(), why, null, part),
            IntakeDecision.Refuse refuse => new("refuse", null, why, refuse.Issues.Any(issue => issue.IsAttestable) ? true : null, part),
            IntakeDecision.RetryLater => new("retry-later", null, why, null, part),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The message would fare the same.</summary>
    public bool IsAs(SimulatedDecision other) => this == other with { Override = Override };
}
