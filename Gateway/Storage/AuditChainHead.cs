namespace Gateway.Storage;

/// <summary>One writer's chain of one day: what it began with, and how far it has come.</summary>
internal sealed class AuditChainHead
{
    public required long Chain { get; init; }

    /// <summary>The day (UTC), as in 20261123.</summary>
    public required int Day { get; init; }

    /// <summary>The chains that it found when it began, one <c>chain number digest</c> a line; its first digest covers them.</summary>
    public required string Opening { get; init; }

    /// <summary>Rows so far.</summary>
    public required int Number { get; init; }

    /// <summary>The digest of the last row.</summary>
    public required byte[] Digest { get; init; }
}
