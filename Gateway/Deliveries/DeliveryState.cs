namespace Gateway.Deliveries;

/// <summary>Where a message stands that is on its way to the EHR.</summary>
internal enum DeliveryState
{
    /// <summary>It was not tried yet.</summary>
    Waiting,

    /// <summary>A courier is at it.</summary>
    InHand,

    /// <summary>It did not arrive, and is tried again.</summary>
    Retrying,

    /// <summary>Another of its chart leaves before it.</summary>
    Behind,
}
