namespace Gateway.Storage;

/// <summary>A code under which a resource is found by a token parameter.</summary>
internal sealed class TokenEntry
{
    /// <summary>Number of the search parameter, from its name.</summary>
    public required int Parameter { get; init; }

    public required string Code { get; init; }

    /// <summary>The code's system; empty when it has none.</summary>
    public required string System { get; init; }

    /// <inheritdoc cref="StoredResource.Occurred"/>
    public required DateTimeOffset Occurred { get; init; }

    /// <summary>The <see cref="StoredResource.Sequence"/> of the resource that is found.</summary>
    public required long Resource { get; init; }
}
