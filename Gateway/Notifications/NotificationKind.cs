namespace Gateway.Notifications;

/// <summary>What a notification is for.</summary>
internal enum NotificationKind
{
    /// <summary>Does the endpoint listen?</summary>
    Handshake,

    /// <summary>Nothing happened, and the subscription lives.</summary>
    Heartbeat,

    /// <summary>Something happened.</summary>
    Event,

    /// <summary>Somebody asked how a subscription is.</summary>
    QueryStatus,

    /// <summary>Somebody asked for events of the past.</summary>
    QueryEvent,
}
