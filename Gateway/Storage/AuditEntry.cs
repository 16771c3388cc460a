namespace Gateway.Storage;

/// <summary>
/// One event of the audit trail: who did what to which resource, and why the gateway decided as it did. Ids and codes only, but for
/// the text of a search. AuditEvent and Provenance are this row, written as FHIR.
/// </summary>
/// <remarks>It is guarded like the resource that it tells of: who must not know of a held message must not read it here.</remarks>
internal sealed class AuditEntry : IGuarded
{
    /// <summary>The place in the trail, in the order of recording; the writer gives it.</summary>
    public long Sequence { get; set; }

    /// <summary>When it was recorded; the writer says so.</summary>
    public DateTimeOffset At { get; set; }

    public required AuditAction Action { get; init; }

    public AuditOutcome Outcome { get; init; }

    public required string Client { get; init; }

    /// <summary>The person behind the client, as <c>Type/id</c>.</summary>
    public string? Person { get; init; }

    /// <summary>The resource, as <c>Type/id</c>; the type alone for a search, a history or a create that made nothing.</summary>
    public string? Resource { get; init; }

    /// <summary>The version that was shown or made.</summary>
    public int? Version { get; init; }

    public string? Chart { get; init; }

    public string? Sender { get; init; }

    public bool Quarantined { get; init; }

    /// <summary>The parameters of a search, or the name of an operation.</summary>
    public string? Query { get; init; }

    /// <summary>The code of what stood against it, when it was not done.</summary>
    public string? Why { get; init; }

    public string? PolicyVersion { get; init; }

    /// <summary>The rules that decided, with their evidence spans, as JSON.</summary>
    public string? Reasons { get; init; }

    /// <summary>
    /// Other resources that this is about, as <c>Type/id</c> between blanks: what a message was made from, or what was made from it.
    /// </summary>
    public string? Related { get; init; }

    /// <summary>The request's id; none for what the gateway does by itself.</summary>
    public string? RequestId { get; set; }

    /// <summary>The client's network address.</summary>
    public string? Address { get; set; }

    /// <summary>The chain that this row is in: one for each writer and day.</summary>
    public long Chain { get; set; }

    /// <summary>The place in the chain, from 1.</summary>
    public int Number { get; set; }

    /// <summary>SHA-256 of the digest before it and of all that this row says.</summary>
    public byte[] Digest { get; set; } = [];
}
