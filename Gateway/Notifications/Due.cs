namespace Gateway.Notifications;

/// <summary>What a subscription is to be sent now.</summary>
internal enum Due
{
    Nothing,
    Handshake,
    Events,
    Heartbeat,

    /// <summary>Its time is over.</summary>
    End,

    /// <summary>What it asks for is not understood any more, as when its topic was taken away.</summary>
    Fail,
}
