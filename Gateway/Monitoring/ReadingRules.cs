using Gateway.Triage;

namespace Gateway.Monitoring;

/// <summary>What becomes of values that a request does not expect: policy data.</summary>
/// <param name="OutOfRange">How urgent a message with one is at least.</param>
internal sealed record ReadingRules(Urgency OutOfRange)
{
    public static ReadingRules Usual { get; } = new(Urgency.SameDay);
}
