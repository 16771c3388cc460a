namespace Gateway.Delivery;

/// <summary>Why a message was given up, as a person must understand it.</summary>
internal enum FaultReason
{
    /// <summary>The EHR keeps the gateway out of this chart.</summary>
    ChartClosed,

    /// <summary>The EHR has given the chart to another one.</summary>
    PatientMerged,

    /// <summary>Another system says that the chart was merged away, and the EHR does not.</summary>
    MergeUnconfirmed,

    /// <summary>The EHR knows no such patient.</summary>
    PatientUnknown,

    /// <summary>The connector has no word of the EHR's for something in the message.</summary>
    NotMapped,

    /// <summary>The EHR objects to the message itself.</summary>
    Refused,

    /// <summary>It was tried too often.</summary>
    GaveUp,

    /// <summary>The gateway could not make a request of it.</summary>
    Defect,
}
