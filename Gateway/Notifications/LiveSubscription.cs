using Gateway.Storage;
using Gateway.Topics;

namespace Gateway.Notifications;

/// <summary>A subscription that events are kept for, with what it asks for and how far it is sent.</summary>
/// <param name="Row">Its status, and its last number.</param>
/// <param name="Delivery">How far it is sent.</param>
/// <param name="Terms">What it asks for; null for what the server does not understand any more.</param>
internal sealed record LiveSubscription(TopicSubscription Row, TopicDelivery Delivery, SubscriptionTerms? Terms)
{
    public string Id => Row.SubscriptionId;

    /// <summary>Events that it was not sent yet.</summary>
    public long Pending => Row.LastNumber - Delivery.Delivered;
}
