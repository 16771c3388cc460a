namespace Gateway.Storage;

/// <summary>Where a notice is.</summary>
internal enum NoticeState
{
    Pending = 0,

    Sent = 1,

    /// <summary>It failed until a later step told the same person.</summary>
    Overtaken = 2,

    /// <summary>Somebody acknowledged the alert first.</summary>
    Withdrawn = 3,
}
