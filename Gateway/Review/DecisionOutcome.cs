namespace Gateway.Review;

/// <summary>What a decision says about the gateway's own judgment of the message.</summary>
internal enum DecisionOutcome
{
    /// <summary>Held, and rightly so: it was not for this chart.</summary>
    Confirmed,

    /// <summary>Held, and it was for this chart: a false alarm.</summary>
    Overturned,

    /// <summary>Filed, and it should not have been.</summary>
    Missed,

    /// <summary>Its sender said that it is about this patient, and no reviewer looked.</summary>
    Attested,

    /// <summary>Decided for another reason than whose chart it is.</summary>
    Aside,
}
