namespace Gateway.Storage;

/// <summary>In what capacity somebody decided.</summary>
internal enum DecidedBy
{
    /// <summary>The one who sent the message.</summary>
    Sender,

    /// <summary>A person who reviews what is held.</summary>
    Reviewer,

    /// <summary>A system that vouches for whom it speaks for.</summary>
    System,
}
