namespace Gateway.Storage;

/// <summary>A text under which a resource is found by a string or uri parameter.</summary>
internal sealed class TextEntry
{
    /// <inheritdoc cref="TokenEntry.Parameter"/>
    public required int Parameter { get; init; }

    /// <summary>In lower case, without diacritics: what a search compares unless it asks for the exact text.</summary>
    public required string Folded { get; init; }

    public required string Exact { get; init; }

    /// <inheritdoc cref="TokenEntry.Resource"/>
    public required long Resource { get; init; }
}
