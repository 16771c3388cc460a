using Gateway.Storage;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>Removes events that are old: those that were sent, and those of subscriptions that are off. What is still to be sent is kept.</summary>
internal sealed class EventRetention(IDbContextFactory<GatewayDb> databases, CommitQueue commits, IOptions<TopicsOptions> options, TimeProvider clock)
{
    private const int MostAtOnce = 500;

    /// <summary>How many were removed.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays);
        var old = await NotificationQueries.Old(db, before, MostAtOnce).ToListAsync(cancellationToken);
        return old.Count == 0 ? 0 : await commits.CommitAsync(changes => old.ForEach(changes.Remove), cancellationToken) is CommitResult.Committed ? old.Count : 0;
    }
}
