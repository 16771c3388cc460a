namespace Gateway.Inbox;

/// <summary>How somebody stands to a Task.</summary>
internal enum WorkStanding
{
    /// <summary>May work on it.</summary>
    May,

    /// <summary>May read it, and not work on it.</summary>
    MayNot,

    /// <summary>Must not know that there is one.</summary>
    Hidden,

    /// <summary>The EHR cannot say who belongs to the pool.</summary>
    Unknown,
}
