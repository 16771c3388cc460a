namespace Gateway.Monitoring;

/// <summary>What becomes of an occurrence that nobody has answered.</summary>
internal enum OccurrenceStep
{
    /// <summary>Its patient is reminded again.</summary>
    Remind,

    /// <summary>It is overdue, and the pool that asked is told.</summary>
    Overdue,
}
