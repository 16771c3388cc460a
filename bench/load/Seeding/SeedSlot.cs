namespace Load.Seeding;

/// <summary>What differs between two messages that were made from one template.</summary>
internal enum SeedSlot
{
    Message,
    Task,
    Chart,
    Answered,
    Time,

    /// <summary>The same in seconds, as the measures of the work count it.</summary>
    Seconds,
}
