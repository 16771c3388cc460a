namespace Gateway.Search.Indexing;

/// <summary>A span of time, both ends included; open ends reach to the limits of time.</summary>
/// <remarks>Whole microseconds, which is what all three databases keep.</remarks>
internal readonly record struct TimeRange(DateTimeOffset Low, DateTimeOffset High)
{
    public static readonly TimeRange Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
