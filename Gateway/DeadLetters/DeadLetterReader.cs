using Gateway.Delivery;
using Gateway.References;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.DeadLetters;

/// <summary>All reads of dead letters.</summary>
internal sealed class DeadLetterReader(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>A page in the order in which the messages were accepted, and whether there are more.</summary>
    /// <param name="question">Which.</param>
    /// <param name="after">Behind that number.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(IReadOnlyList<OutboxEntry> Found, bool More)> PageAsync(
        DeadLetterQuestion question, long after, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await question.Among(db.Outbox.AsNoTracking())
            .Where(entry => entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Take(count + 1)
            .ToListAsync(cancellationToken);
        return ([.. found.Take(count)], found.Count > count);
    }

    /// <summary>One, also after it was replayed or discarded; null if that number never was a dead letter.</summary>
    public async Task<OutboxEntry?> FindAsync(long number, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.AsNoTracking()
            .FirstOrDefaultAsync(entry => entry.Sequence == number && entry.GivenUpAt != null, cancellationToken);
    }

    /// <summary>The message of a dead letter as it stands now, and whether a person has decided on its chart.</summary>
    public async Task<(StoredResource? Message, bool IsSettled)> MessageOfAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var message = await ResourceQueries.CurrentAsync(db, new ResourceKey("Communication", id), cancellationToken);
        return (message, await db.Decisions.AnyAsync(
            decision => decision.MessageId == id || (decision.NewMessages != null && decision.NewMessages.Contains(id)), cancellationToken));
    }

    /// <summary>What is to be filed in a chart that was merged away: what waits, and what came back because of the merge. In the order in which it leaves.</summary>
    /// <remarks>What is taken back is taken back where it was filed.</remarks>
    public async Task<IReadOnlyList<OutboxEntry>> OfMergedAsync(string connection, PatientId merged, CancellationToken cancellationToken)
    {
        var chart = merged.Value;
        string[] stopped = [.. FaultReasons.FaultsOf(FaultReason.PatientMerged), .. FaultReasons.FaultsOf(FaultReason.MergeUnconfirmed)];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.AsNoTracking()
            .Where(entry => entry.Connection == connection && entry.Chart == chart && entry.Kind == OutboxKind.File)
            .Where(entry => entry.State == OutboxState.Pending || (entry.State == OutboxState.DeadLetter && stopped.Contains(entry.Fault)))
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(cancellationToken);
    }
}
