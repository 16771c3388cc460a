using Gateway.Storage;
using Gateway.Topics;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Notifications;

/// <summary>How a subscription is, as its status tells it.</summary>
/// <param name="Id">The Subscription.</param>
/// <param name="Topic">The topic's canonical address.</param>
/// <param name="Status">Its status.</param>
/// <param name="Events">How many events there were since it started.</param>
/// <param name="Fault">What is wrong, as a code; none if nothing is.</param>
internal sealed record SubscriptionState(string Id, string Topic, SubscriptionStatus Status, long Events, string? Fault)
{
    public static SubscriptionState Of(TopicSubscription row, TopicDelivery? delivery) => new(
        row.SubscriptionId, TopicLibrary.OfCode(row.Topic).Canonical, TopicStatuses.Of(row.Status), row.LastNumber, delivery?.Fault);
}
