namespace Gateway.Connections;

/// <summary>What the EHR answered to a read: closed, and never carrying the EHR's free text.</summary>
internal abstract record EhrAnswer
{
    private EhrAnswer()
    {
    }

    /// <summary>The resource or Bundle as UTF-8 FHIR JSON.</summary>
    public sealed record Found(byte[] Content) : EhrAnswer;

    public sealed record NotFound : EhrAnswer;

    public sealed record Gone : EhrAnswer;

    /// <summary>The EHR understood and said no. <paramref name="Code"/> is the status, or <c>ehr-</c> and the EHR's own number.</summary>
    public sealed record Refused(int Status, string Code) : EhrAnswer;

    /// <summary>No answer that can be relied on now: down, slow, overloaded, not signed in.</summary>
    public sealed record Unavailable(string Fault, TimeSpan? RetryAfter = null) : EhrAnswer;
}
