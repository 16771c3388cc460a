namespace Gateway.Storage;

/// <summary>One version of one FHIR resource: the JSON that a read answers, and what access and search need beside it.</summary>
internal sealed class StoredResource
{
    public long Sequence { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    public required int Version { get; init; }

    /// <summary>False once a later version exists.</summary>
    public bool IsCurrent { get; set; } = true;

    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>The patient whose chart this is filed in (or, when held, was addressed to).</summary>
    public string? Chart { get; init; }

    /// <summary>Sender of a message, as <c>Type/id</c>: a held message stays visible to its sender.</summary>
    public string? Sender { get; init; }

    /// <summary>Held: invisible to every reader of the chart; only its sender and reviewers see it.</summary>
    public bool Quarantined { get; init; }

    /// <summary>The client that created it; with <see cref="IdempotencyKey"/> it names one create.</summary>
    public string? Client { get; init; }

    /// <summary>The client's Idempotency-Key header; unique for that client, which makes a repeated POST one message.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request's body under that key: the same key for another message is a client's mistake, not a repetition.</summary>
    public byte[]? Fingerprint { get; init; }

    /// <summary>The resource as UTF-8 FHIR JSON, ready to be answered.</summary>
    public required byte[] Content { get; init; }
}
