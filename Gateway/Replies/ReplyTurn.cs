using Gateway.Storage;

namespace Gateway.Replies;

/// <summary>One gateway's turn to look into the EHR, as the cursor's row shows it to every other gateway.</summary>
/// <param name="cursor">The row as it was read.</param>
/// <param name="commits">Where it is written.</param>
/// <param name="clock">Now.</param>
/// <param name="period">From one look to the next.</param>
/// <param name="length">How long a turn lasts.</param>
internal sealed class ReplyTurn(ReplyCursor cursor, CommitQueue commits, TimeProvider clock, TimeSpan period, TimeSpan length)
{
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private ReplyCursor cursor = cursor;

    /// <summary>Everything that the EHR changed before it has been dealt with; whatever ends the turn keeps that.</summary>
    public DateTimeOffset Reached { get; set; } = cursor.Position;

    /// <summary>Looks in a row that failed.</summary>
    public int Failures => cursor.Failures;

    /// <summary>Half of the turn is over.</summary>
    public bool IsToBeKept => cursor.DueAt - clock.GetUtcNow() < length / 2;

    /// <summary>Keeps the turn for another while; false if it is somebody else's.</summary>
    public Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + length;
        return ChangeAsync(row => row.DueAt = until, cancellationToken);
    }

    /// <summary>Everything was read to its end; or, for now, enough.</summary>
    public Task<bool> EndAsync(bool isComplete, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            row =>
            {
                (row.Failures, row.Fault) = (0, null);
                (row.DueAt, row.ReadAt) = isComplete ? (began + period, now) : (now, row.ReadAt);
            },
            cancellationToken);
    }

    /// <summary>It could not be read on.</summary>
    public Task<bool> FailAsync(string fault, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            row =>
            {
                (row.Failures, row.Fault) = (row.Failures + 1, fault);
                row.DueAt = now + LookPolicy.WaitAfter(period, row.Failures, retryAfter);
            },
            cancellationToken);
    }

    /// <summary>This gateway stops: another may look at once.</summary>
    public Task<bool> GiveBackAsync()
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(row => row.DueAt = now, CancellationToken.None);
    }

    private async Task<bool> ChangeAsync(Action<ReplyCursor> change, CancellationToken cancellationToken)
    {
        var row = cursor with { };
        if (await commits.CommitAsync(changes => changes.Change(row, Reach), cancellationToken) is not CommitResult.Committed)
        {
            return false;
        }

        cursor = row with { Revision = row.Revision + 1 };
        return true;

        void Reach(ReplyCursor changed)
        {
            changed.Position = Reached;
            change(changed);
        }
    }
}
