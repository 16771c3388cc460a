namespace Gateway.Routing;

/// <summary>What can be alarming about a message that waits; each is told once.</summary>
internal enum TaskAlarm
{
    /// <summary>Nobody has opened it in time.</summary>
    Unopened,

    /// <summary>It is not answered as promised.</summary>
    Overdue,

    /// <summary>It is still not answered.</summary>
    LongOverdue,

    /// <summary>Somebody has taken it since, and it is not answered: once for each who takes it.</summary>
    LeftLying,
}
