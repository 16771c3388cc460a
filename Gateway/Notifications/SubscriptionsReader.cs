using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Topics;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>Reads the subscriptions that are not off. What each asks for is read once for each version.</summary>
internal sealed class SubscriptionsReader(IDbContextFactory<GatewayDb> databases, SearchIndex index, IOptions<TopicsOptions> options)
{
    private readonly ConcurrentDictionary<string, (int Version, SubscriptionTerms? Terms)> known = new(StringComparer.Ordinal);

    public async ValueTask<ImmutableArray<LiveSubscription>> LiveAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await NotificationQueries.Live(db).ToListAsync(cancellationToken);
        var unread = rows.Where(row => !IsKnown(row.Subscription)).Select(row => row.Subscription.SubscriptionId).ToList();
        foreach (var resource in unread.Count == 0 ? [] : await NotificationQueries.Resources(db, unread).ToListAsync(cancellationToken))
        {
            var terms = resource.IsDeleted ? null : SubscriptionTermsReader.Read((Subscription)FhirJson.ReadStored(resource.Content), index, options.Value).Terms;
            known[resource.ResourceId] = (resource.Version, terms);
        }

        return [.. rows.Select(row => new LiveSubscription(row.Subscription, row.Delivery, known.GetValueOrDefault(row.Subscription.SubscriptionId).Terms))];
    }

    private bool IsKnown(TopicSubscription row) => known.TryGetValue(row.SubscriptionId, out var read) && read.Version == row.Version;
}
