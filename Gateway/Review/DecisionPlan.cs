using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Review;

/// <summary>A decision on its way to the commit.</summary>
/// <param name="Plan">What it writes.</param>
/// <param name="Decision">The decision, made now or before; none if there is none.</param>
internal sealed record DecisionPlan(WritePlan Plan, ReviewDecision? Decision)
{
    public static implicit operator DecisionPlan(WritePlan plan) => new(plan, null);

    public static implicit operator DecisionPlan(WriteOutcome.Refused refused) => new(refused, null);
}
