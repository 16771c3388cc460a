namespace Load.Driving;

/// <summary>What became of one request, as the reports count it.</summary>
internal enum Outcome
{
    /// <summary>A create was answered 2xx and the message is on its way.</summary>
    Accepted,

    /// <summary>A create was answered 2xx and the message waits for a person (<c>on-hold</c>).</summary>
    Held,

    /// <summary>A create was answered 422 with its reasons.</summary>
    Refused,

    /// <summary>A read or a search was answered 2xx.</summary>
    Answered,

    ClientError,

    ServerError,

    /// <summary>No complete answer: the connection broke or the time ran out.</summary>
    NoAnswer,
}
