namespace Gateway.Delivery;

/// <summary>What the EHR made of one send.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The fault of a send whose process died.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Filed, now or by an earlier attempt, under the EHR's own id.</summary>
    public sealed record Delivered(string EhrId) : SendResult;

    /// <summary>Entered in error, under the EHR's own id; none if the EHR does not hold it.</summary>
    public sealed record Retracted(string? EhrId) : SendResult;

    /// <summary>The EHR takes no such request: a notice in the chart, under this id, says what is to be done by hand.</summary>
    public sealed record ByHand(string NoticeId) : SendResult;

    /// <summary>The EHR will not take it, however often it is sent.</summary>
    /// <param name="Fault">Why, as a code.</param>
    /// <param name="Element">The element that it objects to, if it said which.</param>
    public sealed record Refused(string Fault, string? Element = null) : SendResult;

    /// <summary>
    /// Nobody saw its end, and the EHR does not hold it yet: it may be at it still. Sent again before it has done or dropped it, the message
    /// would be there twice.
    /// </summary>
    public sealed record Unseen(string Fault) : SendResult;

    /// <summary>It may work later: the EHR is down, slow, or says so itself.</summary>
    public sealed record Failed(string Fault, TimeSpan? RetryAfter = null) : SendResult;
}
