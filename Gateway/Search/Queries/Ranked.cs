using Gateway.Storage;

namespace Gateway.Search.Queries;

/// <summary>A row with the values it is ordered by that are not its own: one slot for each sort key, text or time.</summary>
internal sealed class Ranked
{
    public required StoredResource Row { get; init; }

    public string Text0 { get; init; } = string.Empty;

    public string Text1 { get; init; } = string.Empty;

    public string Text2 { get; init; } = string.Empty;

    public DateTimeOffset Time0 { get; init; }

    public DateTimeOffset Time1 { get; init; }

    public DateTimeOffset Time2 { get; init; }
}
