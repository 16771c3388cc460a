namespace Gateway.Storage;

/// <summary>Who did what to which resource, and why the gateway decided as it did. Ids and codes only.</summary>
internal sealed class AuditEntry
{
    public long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was done: <c>accept</c>, <c>hold</c>, <c>refuse</c>, <c>read</c>, <c>deliver</c>, …</summary>
    public required string Action { get; init; }

    public required string Client { get; init; }

    /// <summary>The person behind the client, as <c>Type/id</c>.</summary>
    public string? Person { get; init; }

    /// <summary>The resource, as <c>Type/id</c>; none for a refused create.</summary>
    public string? Resource { get; init; }

    public string? Chart { get; init; }

    public string? PolicyVersion { get; init; }

    /// <summary>The rules that decided, with their evidence spans, as JSON.</summary>
    public string? Reasons { get; init; }
}
