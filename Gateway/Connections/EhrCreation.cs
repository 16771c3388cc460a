namespace Gateway.Connections;

/// <summary>What the EHR answered to a create: closed, and never carrying the EHR's free text.</summary>
internal abstract record EhrCreation
{
    private EhrCreation()
    {
    }

    /// <summary>Created, under the id that its Location header named, if it named one.</summary>
    public sealed record Created(string? Id) : EhrCreation;

    /// <summary>409 or 412: the EHR believes that it holds this already.</summary>
    public sealed record Conflict(string Code) : EhrCreation;

    /// <summary>The content is at fault: the same create will never be taken.</summary>
    /// <param name="Code">The status, or <c>ehr-</c> and the EHR's own number.</param>
    /// <param name="Element">The element at fault, as in <c>Communication.recipient</c>, if the EHR named one.</param>
    public sealed record Refused(string Code, string? Element = null) : EhrCreation;

    /// <summary>It may work later. Whether the create happened is unknown, but it happens no more.</summary>
    public sealed record Unavailable(string Fault, TimeSpan? RetryAfter = null) : EhrCreation;

    /// <summary>The EHR itself said nothing: it may have created, and where it is slow it may do so still.</summary>
    public sealed record Unanswered(string Fault) : EhrCreation;
}
