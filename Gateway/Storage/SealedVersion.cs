namespace Gateway.Storage;

/// <summary>
/// A version of a message as it was before its content was sealed. No search, read or history reaches this table: only a privacy officer's
/// operation does, and the sweep that ends what its retention rule has run out for.
/// </summary>
internal sealed class SealedVersion
{
    public required string MessageId { get; init; }

    public required int Version { get; init; }

    /// <summary>The chart that it was addressed to, or filed in.</summary>
    public required string? Chart { get; init; }

    public required string? Sender { get; init; }

    /// <summary>It never was in a chart.</summary>
    public required bool WasHeld { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>The end of its retention: from then on it is destroyed.</summary>
    public required DateTimeOffset DestroyAfter { get; init; }

    /// <summary>The Communication as UTF-8 FHIR JSON.</summary>
    public required byte[] Content { get; set; }
}
