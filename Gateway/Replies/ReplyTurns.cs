using Gateway.Connections;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>Gives the turn to look into the EHR to one gateway at a time. A turn that is not kept up ends by itself.</summary>
internal sealed class ReplyTurns(IDbContextFactory<GatewayDb> databases, CommitQueue commits, IOptions<EhrOptions> options, TimeProvider clock)
{
    /// <summary>The turn, if somebody is to look now and nobody else does.</summary>
    public async Task<ReplyTurn?> TakeAsync(CancellationToken cancellationToken)
    {
        var connection = options.Value.Name;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.ReplyCursors.AsNoTracking().FirstOrDefaultAsync(row => row.Connection == connection, cancellationToken) is not { } cursor)
        {
            // The place to begin at is kept before anything is read: a restart does not move it.
            cursor = new ReplyCursor { Connection = connection, Position = now - LookPolicy.FirstLook, DueAt = now };
            if (await commits.CommitAsync(changes => changes.Add(cursor), cancellationToken) is not CommitResult.Committed)
            {
                return null;
            }
        }

        if (cursor.DueAt > now)
        {
            return null;
        }

        var turn = new ReplyTurn(cursor, commits, clock, options.Value.Replies.Period, LookPolicy.Turn(options.Value));
        return await turn.KeepAsync(cancellationToken) ? turn : null;
    }

    /// <summary>When everything was last read to its end, by whichever gateway; none if it never was.</summary>
    public async Task<DateTimeOffset?> LastReadAsync(CancellationToken cancellationToken)
    {
        var connection = options.Value.Name;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReplyCursors.AsNoTracking().Where(row => row.Connection == connection).Select(row => row.ReadAt).FirstOrDefaultAsync(cancellationToken);
    }
}
