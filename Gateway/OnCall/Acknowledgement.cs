namespace Gateway.OnCall;

/// <summary>How an alert came to be acknowledged.</summary>
internal enum Acknowledgement
{
    /// <summary>Somebody said so.</summary>
    Said,

    /// <summary>Somebody has taken the message.</summary>
    Taken,

    /// <summary>Somebody has answered the message.</summary>
    Answered,
}
