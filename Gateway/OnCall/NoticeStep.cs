namespace Gateway.OnCall;

/// <summary>What is done with a notice that is due.</summary>
internal enum NoticeStep
{
    Send,

    /// <summary>Somebody has acknowledged meanwhile.</summary>
    Withdraw,

    /// <summary>A later step tells the same, and this one failed before.</summary>
    Drop,
}
