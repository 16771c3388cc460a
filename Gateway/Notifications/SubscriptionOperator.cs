using Gateway.Access;
using Gateway.Storage;

namespace Gateway.Notifications;

/// <summary>Who of those that run the gateway changes a subscription, and by which request.</summary>
internal sealed record SubscriptionOperator(Caller Caller, AuditOrigin Origin);
