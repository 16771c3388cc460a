namespace Gateway.Storage;

/// <summary>What somebody decided about the chart of a message.</summary>
internal enum DecisionKind
{
    /// <summary>It belongs in the chart it was addressed to.</summary>
    Release,

    /// <summary>It belongs in nobody's chart.</summary>
    Reject,

    /// <summary>It belongs in another chart.</summary>
    Redirect,

    /// <summary>It is about several people, and becomes a message for each.</summary>
    Split,

    /// <summary>It reached a chart it should not be in, and is taken back.</summary>
    Retract,

    /// <summary>Its sender said on sending that it is about this patient, and the policy let it pass with that.</summary>
    Attest,
}
