namespace Gateway.Storage;

/// <summary>A span of time under which a resource is found by a date parameter; both ends belong to it.</summary>
internal sealed class DateEntry
{
    /// <inheritdoc cref="TokenEntry.Parameter"/>
    public required int Parameter { get; init; }

    public required DateTimeOffset Low { get; init; }

    public required DateTimeOffset High { get; init; }

    /// <inheritdoc cref="TokenEntry.Resource"/>
    public required long Resource { get; init; }
}
