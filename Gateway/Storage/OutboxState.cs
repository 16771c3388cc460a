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

    /// <summary>Not to be sent any more: what it would file was taken back before.</summary>
    Withdrawn = 3,

    /// <summary>The EHR takes no such request; a person there must do it, and was told so.</summary>
    ByHand = 4,

    /// <summary>A dead letter that somebody looked at: it is not sent any more.</summary>
    Discarded = 5,
}
