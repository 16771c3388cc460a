namespace Gateway.Storage;

/// <summary>What became of one unit of work handed to the <see cref="CommitQueue"/>.</summary>
internal abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Durable: it survives the loss of the process and of power.</summary>
    public sealed record Committed : CommitResult
    {
        public static readonly Committed Instance = new();
    }

    /// <summary>A unique index already holds such a row; nothing of this unit was written.</summary>
    public sealed record Duplicate : CommitResult;

    /// <summary>A row was changed by somebody else since it was read; nothing of this unit was written.</summary>
    public sealed record Superseded : CommitResult;

    /// <summary>
    /// The store cannot take it now (disk full, unreachable, locked). Nothing of this unit was written, unless the connection
    /// died while the commit was on its way: then all of it may have been. An idempotency key makes a repeat safe.
    /// </summary>
    public sealed record Unavailable(string Fault) : CommitResult;
}
