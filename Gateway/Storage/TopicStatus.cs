namespace Gateway.Storage;

/// <summary>How far a topic subscription is.</summary>
internal enum TopicStatus
{
    /// <summary>Its endpoint has not said yet that it listens; events are kept for it already.</summary>
    Requested = 0,

    /// <summary>Events are sent.</summary>
    Active = 1,

    /// <summary>Its endpoint does not listen; events are kept and not sent until somebody asks for it anew.</summary>
    Error = 2,

    /// <summary>Ended; nothing is kept for it any more.</summary>
    Off = 3,
}
