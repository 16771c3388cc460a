namespace Gateway.Inbox.States;

/// <summary>How far a message is, as its sender is told.</summary>
internal enum MessageState
{
    Received,
    Delivered,
    Opened,
    Answered,

    /// <summary>A person looks at it before it goes anywhere.</summary>
    BeingChecked,

    /// <summary>Nobody works on it any more.</summary>
    Closed,
}
