namespace Gateway.Storage;

/// <summary>How far the sequences have been handed out to processes.</summary>
internal sealed class SequenceBlock
{
    public required string Name { get; init; }

    /// <summary>The first sequence that no process has.</summary>
    public required long Next { get; set; }

    /// <summary>Concurrency token: of two processes that take the same block, one tries again.</summary>
    public int Revision { get; init; }
}
