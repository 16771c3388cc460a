using System.Text;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Gateway.Tests.Topics;
using Gateway.Topics;
using Hl7.Fhir.Utility;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Notifications;

/// <summary>Subscriptions in a store, as they are after somebody has asked for them.</summary>
internal static class StoredSubscriptions
{
    public static async Task AddAsync(
        StoreUnderTest store, string id, string? filter = null, TopicStatus status = TopicStatus.Active, string scopes = "system/*.rs", long delivered = 0, string? client = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var subscription = ASubscription.To("message-received", "https://subscriber.example/hook", filter is null ? [] : [filter]);
        subscription["status"] = TopicStatuses.Of(status).GetLiteral();
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(changes =>
        {
            changes.Add(new StoredResource
            {
                Sequence = Rows.Message(id).Sequence,
                ResourceType = "Subscription",
                ResourceId = id,
                Version = 1,
                LastUpdated = now,
                Occurred = now,
                Content = Encoding.UTF8.GetBytes(subscription.ToJsonString()),
            });
            changes.Add(new TopicSubscription
            {
                SubscriptionId = id,
                Version = 1,
                Topic = TopicCodes.MessageReceived,
                Status = status,
                Client = client ?? "app",
                IsRegistered = client is not null,
                Scopes = scopes,
                StartedAt = now,
                EndsAt = now.AddDays(1),
                ChangedAt = now,
            });
            changes.Add(new TopicDelivery { SubscriptionId = id, DueAt = now, Delivered = delivered });
        }));
    }
}
