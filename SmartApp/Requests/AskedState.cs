namespace SmartApp.Requests;

/// <summary>How far it is with what a patient is asked for; what needs somebody first.</summary>
internal enum AskedState
{
    Overdue,

    /// <summary>The patient is asked, and may take a while.</summary>
    Awaited,

    /// <summary>Nothing is asked for at the moment, and something will be.</summary>
    Planned,

    Paused,
    Done,
    Stopped,
}
