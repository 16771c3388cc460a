namespace Gateway.Delivery;

/// <summary>Why a message that is tried again did not arrive the last time, as a person must understand it.</summary>
internal enum RetryReason
{
    /// <summary>It was a dead letter, and was not tried since somebody replayed it.</summary>
    Replayed,

    /// <summary>The EHR was not asked, because nearly all failed.</summary>
    HeldBack,

    /// <summary>There was no way to the EHR.</summary>
    Unreachable,

    /// <summary>There was no secure connection to it.</summary>
    Insecure,

    /// <summary>Nobody saw the end of the send.</summary>
    Unanswered,

    /// <summary>The EHR did not let the gateway in, or not to that place.</summary>
    NotLetIn,

    /// <summary>The EHR asked for fewer requests.</summary>
    TooMany,

    /// <summary>The EHR's answer says nothing that the gateway understands.</summary>
    NotUnderstood,

    /// <summary>The gateway failed.</summary>
    Defect,

    /// <summary>The EHR failed.</summary>
    Failing,
}
