using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Reads what events are about as it stands now, and leaves out what its reader may not see now: access is judged when something is shown, never before.</summary>
internal sealed class EventReader(FocusReader focus)
{
    public async ValueTask<ImmutableArray<SentEvent>> VisibleAsync(GatewayDb db, IReadOnlyCollection<TopicEvent> events, Reader reader, CancellationToken cancellationToken)
    {
        var rows = await CurrentAsync(db, events.SelectMany(topicEvent => new[] { topicEvent.Focus, topicEvent.Context }), cancellationToken);
        var visible = rows.Where(row => focus.MaySee(reader, row.Value)).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
        return
        [
            .. events.Where(topicEvent => visible.ContainsKey(topicEvent.Focus)).Select(topicEvent => new SentEvent(
                topicEvent.Number,
                topicEvent.At,
                StoredVersions.Of(visible[topicEvent.Focus]),
                topicEvent.Context is { } context && visible.TryGetValue(context, out var about) ? StoredVersions.Of(about) : null)
            {
                Chart = visible[topicEvent.Focus].Chart,
                IsHeld = visible[topicEvent.Focus].Quarantined,
            }),
        ];
    }

    private static async ValueTask<Dictionary<string, StoredVersion>> CurrentAsync(GatewayDb db, IEnumerable<string?> references, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, StoredVersion>(StringComparer.Ordinal);
        var keys = references.OfType<string>().Distinct().Select(reference => ResourceKey.TryParse(reference, out var key) ? key : (ResourceKey?)null).OfType<ResourceKey>();
        foreach (var type in keys.GroupBy(key => key.Type))
        {
            List<string> ids = [.. type.Select(key => key.Id)];
            foreach (var row in await db.Resources.AsNoTracking().Where(row => row.ResourceType == type.Key && ids.Contains(row.ResourceId)).ToListAsync(cancellationToken))
            {
                rows[$"{row.ResourceType}/{row.ResourceId}"] = StoredVersion.Of(row);
            }
        }

        return rows;
    }
}
