namespace Gateway.Notifications;

/// <summary>What follows a send.</summary>
internal abstract record SendStep
{
    private SendStep()
    {
    }

    /// <summary>It was taken.</summary>
    public sealed record Done : SendStep;

    /// <summary>Not now; again then.</summary>
    public sealed record RetryIn(TimeSpan Delay, string Fault) : SendStep;

    /// <summary>The subscription is in error until somebody asks for it anew.</summary>
    public sealed record GiveUp(string Fault) : SendStep;
}
