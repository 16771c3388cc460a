namespace Gateway.Storage;

/// <summary>The one row that each activation moves: of two at once one is told, and each replica sees by a single number that there is something new.</summary>
internal sealed class PolicyPointer
{
    /// <summary>There is only one.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Concurrency token, and the number that replicas look at.</summary>
    public int Revision { get; init; }
}
