namespace Gateway.Topics;

/// <summary>The addresses of the Subscriptions R5 Backport guide, version 1.1, that are used here.</summary>
internal static class Backport
{
    private const string Guide = "http://hl7.org/fhir/uv/subscriptions-backport/";

    public const string Server = $"{Guide}CapabilityStatement/backport-subscription-server-r4";
    public const string Subscription = $"{Guide}StructureDefinition/backport-subscription";
    public const string StatusProfile = $"{Guide}StructureDefinition/backport-subscription-status-r4";
    public const string NotificationProfile = $"{Guide}StructureDefinition/backport-subscription-notification-r4";
    public const string Topic = $"{Guide}StructureDefinition/capabilitystatement-subscriptiontopic-canonical";
    public const string StatusOperation = $"{Guide}OperationDefinition/backport-subscription-status";
    public const string EventsOperation = $"{Guide}OperationDefinition/backport-subscription-events";

    public const string FilterCriteria = $"{Guide}StructureDefinition/backport-filter-criteria";
    public const string ChannelType = $"{Guide}StructureDefinition/backport-channel-type";
    public const string Content = $"{Guide}StructureDefinition/backport-payload-content";
    public const string HeartbeatPeriod = $"{Guide}StructureDefinition/backport-heartbeat-period";
    public const string Timeout = $"{Guide}StructureDefinition/backport-timeout";
    public const string MaxCount = $"{Guide}StructureDefinition/backport-max-count";
}
