namespace Gateway.Notifications;

/// <summary>What became of asking that a failed subscription is tried again.</summary>
internal abstract record RetryOutcome
{
    private RetryOutcome()
    {
    }

    /// <summary>Its endpoint is called again, shortly.</summary>
    public sealed record Asked(SubscriptionDocument Subscription) : RetryOutcome;

    public sealed record Unknown : RetryOutcome;

    /// <summary>It has not failed: there is nothing to try again.</summary>
    public sealed record NotFailed : RetryOutcome;

    /// <summary>Its subscriber, or another operator, was first.</summary>
    public sealed record Stale : RetryOutcome;

    /// <summary>The store is away: nothing was changed.</summary>
    public sealed record Unavailable : RetryOutcome;
}
