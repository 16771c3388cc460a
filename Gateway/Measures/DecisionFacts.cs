using Gateway.Review;
using Gateway.Storage;

namespace Gateway.Measures;

/// <summary>A decision as far as it is measured: neither who nor whom.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why.</param>
/// <param name="HoldReason">Why it had been held; none for a message that was not.</param>
/// <param name="PolicyVersion">The policy in force.</param>
/// <param name="Pool">Whose work the review was; none where there was no review.</param>
/// <param name="HeldSince">Since when it had been held.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="NewMessages">The messages that the decision made.</param>
internal sealed record DecisionFacts(
    DecisionKind Kind,
    DecidedBy By,
    string? Reason,
    string? HoldReason,
    string? PolicyVersion,
    string? Pool,
    DateTimeOffset? HeldSince,
    DateTimeOffset DecidedAt,
    string? NewMessages)
{
    public DecisionOutcome Outcome => DecisionOutcomes.Of(Kind, HeldSince is not null, Reason);

    /// <summary>How long it was in quarantine.</summary>
    public double? MinutesHeld => HeldSince is { } since ? Math.Max(0, (DecidedAt - since).TotalMinutes) : null;

    /// <summary>How many messages the decision made. What is released is filed as the message that it was.</summary>
    public int Made => Kind is DecisionKind.Release ? 0 : NewMessages?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
}
