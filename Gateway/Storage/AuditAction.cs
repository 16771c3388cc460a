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

    /// <summary>A client asked for a token.</summary>
    Login,
}
