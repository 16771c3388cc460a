using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Reads how the subscriptions are that a caller may see, and what happened to them.</summary>
internal sealed class SubscriptionStates(IDbContextFactory<GatewayDb> databases, ScopeJudge scopes, EventReader events)
{
    private const string Type = "Subscription";

    /// <summary>The most subscriptions that one answer tells of.</summary>
    public const int Most = 1000;

    /// <summary>The Subscription; null if there is none that is not deleted.</summary>
    public async ValueTask<StoredResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return FhirId.IsValid(id) && await ResourceQueries.CurrentAsync(db, new ResourceKey(Type, id), cancellationToken) is { IsDeleted: false } row ? row : null;
    }

    public bool MaySee(Reader reader, StoredResource row) =>
        ReadPolicy.RightsOf(scopes.Before(reader, Type, row.Content), Type, ScopeRights.Read).Allow(row);

    /// <summary>How one is; null for what is no topic subscription.</summary>
    public async ValueTask<SubscriptionState?> StateAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await StatesAsync(db, [id], cancellationToken)) is [var only] ? only : null;
    }

    /// <summary>How those are that the caller may see, of these ids if some are named, and with these statuses if some are.</summary>
    public async ValueTask<ImmutableArray<SubscriptionState>> StatesAsync(Reader reader, List<string> ids, List<TopicStatus> statuses, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rights = ReadPolicy.RightsOf(reader with { Caller = reader.Caller.Plain }, Type, ScopeRights.Search);
        var rows = db.Resources.AsNoTracking().Where(row => row.ResourceType == Type && !row.IsDeleted).Where(rights.Filter<StoredResource>());
        var seen = await (ids.Count == 0 ? rows : rows.Where(row => ids.Contains(row.ResourceId)))
            .OrderBy(row => row.ResourceId).Take(Most).Select(row => row.ResourceId).ToListAsync(cancellationToken);
        var states = await StatesAsync(db, seen, cancellationToken);
        return statuses.Count == 0 ? states : [.. states.Where(state => statuses.Contains(Topics.TopicStatuses.Of(state.Status)))];
    }

    /// <summary>The events of one that the caller may see, from one number to another, both included.</summary>
    public async ValueTask<ImmutableArray<SentEvent>> EventsAsync(string id, long since, long until, int most, Reader reader, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await NotificationQueries.Events(db, id, since - 1, until, most).ToListAsync(cancellationToken);
        return await events.VisibleAsync(db, found, reader, cancellationToken);
    }

    private static async ValueTask<ImmutableArray<SubscriptionState>> StatesAsync(GatewayDb db, List<string> ids, CancellationToken cancellationToken)
    {
        var deliveries = await db.TopicDeliveries.AsNoTracking().Where(row => ids.Contains(row.SubscriptionId)).ToDictionaryAsync(row => row.SubscriptionId, cancellationToken);
        var rows = await db.TopicSubscriptions.AsNoTracking().Where(row => ids.Contains(row.SubscriptionId)).OrderBy(row => row.SubscriptionId).ToListAsync(cancellationToken);
        return [.. rows.Select(row => SubscriptionState.Of(row, deliveries.GetValueOrDefault(row.SubscriptionId)))];
    }
}
