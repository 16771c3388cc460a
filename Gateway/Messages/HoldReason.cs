namespace Gateway.Messages;

/// <summary>Why a message waits for a person instead of entering the chart.</summary>
internal enum HoldReason
{
    AboutSomeoneElse,
    AboutSeveral,
    WhoIsUnclear,
    CannotBeVerified,
    ChartsUnavailable,
}
