namespace Gateway.Storage;

/// <summary>Where an outbox entry stands.</summary>
internal enum OutboxState
{
    /// <summary>To be sent, now or at its due time; also while a send is under way.</summary>
    Pending = 0,

    /// <summary>In the EHR.</summary>
    Delivered = 1,

    /// <summary>Refused for good or given up; a person must look.</summary>
    DeadLetter = 2,
}
