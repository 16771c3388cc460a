namespace Gateway.Storage;

/// <summary>What was done, or tried, as the audit trail tells it.</summary>
internal enum AuditAction
{
    Read,
    Vread,
    HistoryInstance,
    HistoryType,
    HistorySystem,
    Search,
    Create,
    Update,
    Patch,
    Delete,

    /// <summary>An operation that shows something, or tried to.</summary>
    Operation,

    /// <summary>A message left for the EHR.</summary>
    Deliver,

    /// <summary>A message's sender said whom it is about, and was believed as the policy has it.</summary>
    Attest,

    /// <summary>A held message was found to belong in the chart it was addressed to.</summary>
    Release,

    /// <summary>A message was found to belong in nobody's chart.</summary>
    Reject,

    /// <summary>A message was given to another chart.</summary>
    Redirect,

    /// <summary>A message about several people became one for each.</summary>
    Split,

    /// <summary>A message was taken back out of a chart.</summary>
    Retract,

    /// <summary>A sealed message was opened by a privacy officer.</summary>
    Unseal,

    /// <summary>A sealed message came to the end of its retention.</summary>
    Destroy,

    /// <summary>A client asked for a token.</summary>
    Login,

    /// <summary>Decisions of reviewers left the gateway, with nobody in them.</summary>
    Export,
}
