namespace Gateway.Storage;

/// <summary>What the EHR is to do with a message.</summary>
internal enum OutboxKind
{
    /// <summary>File it.</summary>
    File = 0,

    /// <summary>Mark what was filed as entered in error.</summary>
    Retract = 1,
}
