namespace Gateway.Storage.Writing;

/// <summary>One caller's unit of work on its way through the queue, and what the caller awaits.</summary>
internal sealed class CommitUnit(RowWrite[] rows, IReadOnlyList<AuditEntry> trail, CancellationToken cancellationToken)
    : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CommitResult? result;
    private Exception? defect;

    public IReadOnlyList<RowWrite> Rows => rows;

    /// <summary>What it adds to the audit trail.</summary>
    public IReadOnlyList<AuditEntry> Trail => trail;

    /// <summary>Leaves the queue: false when its caller no longer wants it written.</summary>
    public bool Claim() => !cancellationToken.IsCancellationRequested || !TrySetCanceled(cancellationToken);

    /// <summary>Notes what became of it; the caller learns it from <see cref="Answer"/>, once that is durable.</summary>
    public void Settle(CommitResult outcome) => (result, defect) = (outcome, null);

    public void Settle(StorageFault fault, Exception exception)
    {
        result = fault.Kind switch
        {
            FaultKind.Duplicate => new CommitResult.Duplicate(),
            FaultKind.Superseded => new CommitResult.Superseded(),
            FaultKind.Conflict or FaultKind.Disconnected or FaultKind.Unavailable => new CommitResult.Unavailable(fault.Code),
            FaultKind.Unknown => null,
        };
        defect = exception;
    }

    public void Answer()
    {
        if (result is not null)
        {
            TrySetResult(result);
        }
        else
        {
            TrySetException(defect!);
        }
    }
}
