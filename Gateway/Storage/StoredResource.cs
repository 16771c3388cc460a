namespace Gateway.Storage;

/// <summary>One FHIR resource as it stands now: the JSON that a read answers, and what access and search need beside it.</summary>
/// <remarks>It is changed in place; what a change replaces goes to <see cref="SupersededVersion"/>.</remarks>
internal sealed class StoredResource : IGuarded
{
    /// <summary>From <see cref="SequenceBlocks"/>; the same for the resource's whole life, so that search entries can name it.</summary>
    public required long Sequence { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>Counted by the writer: of two that replace the same version, the later one is told.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset LastUpdated { get; set; }

    /// <summary>The date by which its type is usually sorted: when a message was sent, a task authored; else when it was created.</summary>
    public required DateTimeOffset Occurred { get; set; }

    /// <summary>Deleted: this version says only that.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>The patient whose chart this is filed in (or, when held, was addressed to).</summary>
    public string? Chart { get; set; }

    /// <summary>Sender of a message, as <c>Type/id</c>: a held message stays visible to its sender.</summary>
    public string? Sender { get; set; }

    /// <summary>Held: invisible to every reader of the chart; only its sender and reviewers see it.</summary>
    public bool Quarantined { get; set; }

    /// <summary>The client that created it; with <see cref="IdempotencyKey"/> it names one create.</summary>
    public string? Client { get; init; }

    /// <summary>The client's Idempotency-Key header; unique for that client, which makes a repeated POST one message.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request's body under that key: the same key for another message is a client's mistake, not a repetition.</summary>
    public byte[]? Fingerprint { get; init; }

    /// <summary>The resource as UTF-8 FHIR JSON, ready to be answered; empty when deleted.</summary>
    public required byte[] Content { get; set; }
}
