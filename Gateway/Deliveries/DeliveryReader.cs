using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Deliveries;

/// <summary>All reads of what is on its way, each one query.</summary>
internal sealed class DeliveryReader(IDbContextFactory<GatewayDb> databases, TimeProvider clock)
{
    /// <summary>A page in the order in which the messages were accepted, and whether there are more.</summary>
    /// <param name="question">Which.</param>
    /// <param name="after">Behind that number.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(IReadOnlyList<PendingDelivery> Found, bool More)> PageAsync(
        DeliveryQuestion question, long after, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await question.Among(DeliveryQueries.Pending(db), clock.GetUtcNow())
            .Where(one => one.Entry.Sequence > after)
            .OrderBy(one => one.Entry.Sequence)
            .Take(count + 1)
            .ToListAsync(cancellationToken);
        return ([.. found.Take(count)], found.Count > count);
    }

    /// <summary>One; null if that number is not on its way.</summary>
    public async Task<PendingDelivery?> FindAsync(long number, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DeliveryQueries.Pending(db).FirstOrDefaultAsync(one => one.Entry.Sequence == number, cancellationToken);
    }

    /// <summary>How many stand where, by connection and fault; with the oldest of each.</summary>
    public async Task<IReadOnlyList<DeliveryCount>> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DeliveryQueries.Counts(db, clock.GetUtcNow()).ToListAsync(cancellationToken);
    }
}
