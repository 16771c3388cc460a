namespace Gateway.Review;

/// <summary>Where a message stands with its chart.</summary>
internal enum MessageState
{
    /// <summary>Kept from every chart until somebody decides.</summary>
    Held,

    /// <summary>In its chart, or on its way there; also one that somebody has marked as entered in error, which the EHR has not heard of.</summary>
    Filed,

    /// <summary>Decided on and sealed: it is in no chart any more, or never was.</summary>
    Ended,
}
