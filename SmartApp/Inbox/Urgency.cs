namespace SmartApp.Inbox;

/// <summary>How soon a message wants somebody, as its Task's priority says.</summary>
internal enum Urgency
{
    Emergency,

    /// <summary>It has waited too long.</summary>
    Overdue,

    Today,

    Routine,
}
