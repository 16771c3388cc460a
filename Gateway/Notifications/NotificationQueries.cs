using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>What is asked of topic subscriptions, their events and the trail; each a query of its own, so that a test can compile it for every database.</summary>
internal static class NotificationQueries
{
    /// <summary>What is not off, with how far it is sent.</summary>
    public static IQueryable<LiveRow> Live(GatewayDb db) => db.TopicSubscriptions.AsNoTracking()
        .Where(subscription => subscription.Status != TopicStatus.Off)
        .Join(
            db.TopicDeliveries.AsNoTracking(),
            subscription => subscription.SubscriptionId,
            delivery => delivery.SubscriptionId,
            (subscription, delivery) => new LiveRow(subscription, delivery));

    /// <summary>The Subscriptions themselves.</summary>
    public static IQueryable<StoredResource> Resources(GatewayDb db, List<string> ids) => db.Resources.AsNoTracking()
        .Where(resource => resource.ResourceType == "Subscription" && ids.Contains(resource.ResourceId));

    /// <summary>The next events of one subscription behind a number, up to another.</summary>
    public static IQueryable<TopicEvent> Events(GatewayDb db, string subscription, long after, long until, int count) => db.TopicEvents.AsNoTracking()
        .Where(topicEvent => topicEvent.SubscriptionId == subscription && topicEvent.Number > after && topicEvent.Number <= until)
        .OrderBy(topicEvent => topicEvent.Number)
        .Take(count);

    /// <summary>When the last event of each subscription that is not off happened, as far as it is kept.</summary>
    public static IQueryable<LastEvent> LastEvents(GatewayDb db) => LastEvents(db, db.TopicSubscriptions.Where(subscription => subscription.Status != TopicStatus.Off));

    /// <summary>The same of one subscription.</summary>
    public static IQueryable<LastEvent> LastEvents(GatewayDb db, string id) => LastEvents(db, db.TopicSubscriptions.Where(subscription => subscription.SubscriptionId == id));

    private static IQueryable<LastEvent> LastEvents(GatewayDb db, IQueryable<TopicSubscription> subscriptions) => subscriptions.AsNoTracking()
        .Join(
            db.TopicEvents.AsNoTracking(),
            subscription => new { subscription.SubscriptionId, Number = subscription.LastNumber },
            topicEvent => new { topicEvent.SubscriptionId, topicEvent.Number },
            (subscription, topicEvent) => new LastEvent(subscription.SubscriptionId, topicEvent.At));

    /// <summary>The chains of the trail since a day.</summary>
    public static IQueryable<ChainHead> Heads(GatewayDb db, int day) => db.AuditChains.AsNoTracking()
        .Where(head => head.Day >= day)
        .Select(head => new ChainHead(head.Chain, head.Day, head.Number));

    /// <summary>The next rows of the trail behind a place, of what may have to do with topics.</summary>
    public static IQueryable<AuditEntry> Trail(GatewayDb db, long after, int count) => db.Audit.AsNoTracking()
        .Where(entry => entry.Sequence > after
            && (entry.Action == AuditAction.Create || entry.Action == AuditAction.Update || entry.Action == AuditAction.Release || entry.Action == AuditAction.Deliver))
        .OrderBy(entry => entry.Sequence)
        .Take(count);

    /// <summary>Events older than that which were sent, or which nobody will be sent any more.</summary>
    public static IQueryable<TopicEvent> Old(GatewayDb db, DateTimeOffset before, int count) => db.TopicEvents.AsNoTracking()
        .Where(topicEvent => topicEvent.At < before)
        .Where(topicEvent => !db.TopicSubscriptions.Any(subscription => subscription.SubscriptionId == topicEvent.SubscriptionId && subscription.Status != TopicStatus.Off)
            || db.TopicDeliveries.Any(delivery => delivery.SubscriptionId == topicEvent.SubscriptionId && topicEvent.Number <= delivery.Delivered))
        .OrderBy(topicEvent => topicEvent.At)
        .Take(count);

    /// <summary>The Tasks that are about a message, by the number of the search parameter <c>focus</c>.</summary>
    public static IQueryable<string> TasksOf(GatewayDb db, int focus, string message) => db.References.AsNoTracking()
        .Where(entry => entry.Parameter == focus && entry.Target == message)
        .Join(db.Resources.AsNoTracking().Where(row => row.ResourceType == "Task"), entry => entry.Resource, row => row.Sequence, (entry, row) => row.ResourceId)
        .OrderBy(id => id);
}

/// <summary>A subscription and how far it is sent.</summary>
internal sealed record LiveRow(TopicSubscription Subscription, TopicDelivery Delivery);

/// <summary>When the last event of a subscription happened.</summary>
internal sealed record LastEvent(string SubscriptionId, DateTimeOffset At);

/// <summary>A chain of the trail, and how far it has come.</summary>
internal sealed record ChainHead(long Chain, int Day, int Number);
