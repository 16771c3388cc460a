namespace Gateway.Search.Queries;

/// <summary>A step along the entries of one value, which lie in the order of time.</summary>
internal sealed class Walk
{
    public DateTimeOffset Occurred { get; init; }

    public long Resource { get; init; }
}
