using Gateway.Storage;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Topics;

/// <summary>The status of the row beside a Subscription and that of the resource, one from the other.</summary>
internal static class TopicStatuses
{
    public static SubscriptionStatus Of(TopicStatus status) => status switch
    {
        TopicStatus.Requested => SubscriptionStatus.Requested,
        TopicStatus.Active => SubscriptionStatus.Active,
        TopicStatus.Error => SubscriptionStatus.Error,
        TopicStatus.Off => SubscriptionStatus.Off,
    };

    public static TopicStatus Of(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Requested => TopicStatus.Requested,
        SubscriptionStatus.Active => TopicStatus.Active,
        SubscriptionStatus.Error => TopicStatus.Error,
        SubscriptionStatus.Off => TopicStatus.Off,
    };
}
