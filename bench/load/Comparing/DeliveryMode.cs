namespace Load.Comparing;

/// <summary>What becomes of the messages that a gateway accepts.</summary>
internal enum DeliveryMode
{
    /// <summary>They stay in the outbox: what the intake costs alone.</summary>
    Paused,

    /// <summary>Couriers file them with a connector that does nothing: what delivery costs, without the calls to an EHR.</summary>
    Null,

    /// <summary>Couriers file them in the sandbox's EHR.</summary>
    Ehr,
}
