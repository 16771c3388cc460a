namespace Gateway.Storage;

/// <summary>A version of the organisation's policy, with who wrote it and who put it in force. What decided once is never changed or removed.</summary>
internal sealed class PolicyVersion
{
    public required int Number { get; init; }

    /// <summary>What decisions cite: the document's own <c>version</c>. No two have the same.</summary>
    public required string Name { get; set; }

    /// <summary>The JSON document, as it was sent.</summary>
    public required string Document { get; set; }

    public PolicyStatus Status { get; set; }

    /// <summary>The earlier version that this one brings back.</summary>
    public int? MadeFrom { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    public string? ActivatedBy { get; set; }

    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>From when it decides: not before it was activated.</summary>
    public DateTimeOffset? EffectiveFrom { get; set; }

    /// <summary>Until when; without it, until another one takes over.</summary>
    public DateTimeOffset? EffectiveUntil { get; set; }

    /// <summary>Concurrency token: of two who change it, one is told.</summary>
    public int Revision { get; init; }
}
