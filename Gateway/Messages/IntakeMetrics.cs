using System.Diagnostics.Metrics;
using Gateway.Storage;

namespace Gateway.Messages;

/// <summary>Counts decisions, by outcome and urgency.</summary>
internal sealed class IntakeMetrics
{
    private readonly Counter<long> decisions;

    public IntakeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("FhirMessaging.Gateway");
        decisions = meter.CreateCounter<long>("gateway.intake.decisions", description: "Messages decided on, by outcome and urgency.");
    }

    public void Decided(IntakeDecision decision, CommitResult result) => decisions.Add(
        1,
        new KeyValuePair<string, object?>("outcome", result is CommitResult.Committed ? decision.GetType().Name : result.GetType().Name),
        new KeyValuePair<string, object?>("urgency", decision.Urgency.ToString()));
}
