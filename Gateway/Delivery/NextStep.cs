namespace Gateway.Delivery;

/// <summary>What happens to a message after one send.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>It is in the EHR, or, of a retraction, is not in effect there any more; without an id it never was.</summary>
    public sealed record Done(string? EhrId) : NextStep;

    /// <summary>A person at the EHR must do it, and the chart says so under this id.</summary>
    public sealed record ByHand(string NoticeId) : NextStep;

    /// <summary>It is sent again, not before this delay has passed; the chart's later messages wait behind it.</summary>
    public sealed record RetryIn(TimeSpan Delay, string Fault) : NextStep
    {
        /// <summary>Nothing was asked of the EHR: the attempt is not among those that may be made.</summary>
        public bool IsFree { get; init; }
    }

    /// <summary>A person must look; the chart's later messages go on.</summary>
    public sealed record DeadLetter(string Fault, string? Element = null) : NextStep
    {
        /// <summary>How long its last send may still arrive: before that it is not sent again, whoever wishes it.</summary>
        public TimeSpan Settling { get; init; }
    }
}
