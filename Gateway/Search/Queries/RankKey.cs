namespace Gateway.Search.Queries;

/// <summary>The value by which one resource is ordered.</summary>
internal sealed class RankKey<TValue>
{
    public long Resource { get; init; }

    public TValue? Value { get; init; }
}
