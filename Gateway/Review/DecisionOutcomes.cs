using Gateway.Storage;

namespace Gateway.Review;

/// <summary>Tells from a decision whether the gateway had been right. Pure.</summary>
internal static class DecisionOutcomes
{
    /// <param name="kind">What was decided.</param>
    /// <param name="wasHeld">The message was held until then.</param>
    /// <param name="reason">Why it was decided so, as a code of review-reason.</param>
    public static DecisionOutcome Of(DecisionKind kind, bool wasHeld, string? reason) => (kind, wasHeld) switch
    {
        (DecisionKind.Attest, _) => DecisionOutcome.Attested,
        (DecisionKind.Release, _) => DecisionOutcome.Overturned,
        (DecisionKind.Reject, _) when reason is null => DecisionOutcome.Aside,
        (DecisionKind.Reject or DecisionKind.Retract, _) when reason is ReviewCodes.NotForAChart => DecisionOutcome.Aside,
        (DecisionKind.Reject or DecisionKind.Redirect or DecisionKind.Split, true) => DecisionOutcome.Confirmed,
        _ => DecisionOutcome.Missed,
    };

    /// <summary>As exports and measures write it.</summary>
    public static string CodeOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Confirmed => "confirmed",
        DecisionOutcome.Overturned => "overturned",
        DecisionOutcome.Missed => "missed",
        DecisionOutcome.Attested => "attested",
        DecisionOutcome.Aside => "aside",
    };
}
