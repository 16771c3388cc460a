namespace Gateway.Storage;

/// <summary>A target under which a resource is found by a reference parameter.</summary>
internal sealed class ReferenceEntry
{
    /// <inheritdoc cref="TokenEntry.Parameter"/>
    public required int Parameter { get; init; }

    /// <summary><c>Type/id</c>, or an absolute address.</summary>
    public required string Target { get; init; }

    /// <inheritdoc cref="StoredResource.Occurred"/>
    public required DateTimeOffset Occurred { get; init; }

    /// <inheritdoc cref="TokenEntry.Resource"/>
    public required long Resource { get; init; }
}
