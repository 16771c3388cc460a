namespace Gateway.Storage;

/// <summary>What a failure of the database means for those who wait for a write.</summary>
internal enum FaultKind
{
    /// <summary>A unique index refused a row: the fault of one unit.</summary>
    Duplicate,

    /// <summary>A row was not as it had been read: the fault of one unit.</summary>
    Superseded,

    /// <summary>The database chose this transaction to break a tie; the same again may work at once.</summary>
    Conflict,

    /// <summary>The connection is gone; a new one may work at once.</summary>
    Disconnected,

    /// <summary>The store can take nothing now.</summary>
    Unavailable,

    /// <summary>Anything else: a row that breaks a rule of the schema, or a defect.</summary>
    Unknown,
}
