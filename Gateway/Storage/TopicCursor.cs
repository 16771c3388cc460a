namespace Gateway.Storage;

/// <summary>How far one chain of the audit trail has been read for topic events.</summary>
internal sealed class TopicCursor
{
    public required long Chain { get; init; }

    public required int Day { get; init; }

    /// <summary>The number in its chain of the last row that was read.</summary>
    public required int Number { get; set; }

    /// <summary>The place of that row in the trail, or one before it.</summary>
    public required long Sequence { get; set; }

    /// <summary>Concurrency token: of two replicas that read on at once, one writes nothing.</summary>
    public int Revision { get; init; }
}
