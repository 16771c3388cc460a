namespace Gateway.Delivery;

/// <summary>What the EHR made of one send.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>Filed, now or by an earlier attempt, under the EHR's own id.</summary>
    public sealed record Delivered(string EhrId) : SendResult;

    /// <summary>The EHR will not take it, however often it is sent.</summary>
    public sealed record Refused(string Fault) : SendResult;

    /// <summary>It may work later: the EHR is down, slow, or says so itself.</summary>
    public sealed record Failed(string Fault, TimeSpan? RetryAfter = null) : SendResult;
}
