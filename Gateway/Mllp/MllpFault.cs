namespace Gateway.Mllp;

/// <summary>The codes of what goes wrong between two ends of MLLP.</summary>
internal static class MllpFault
{
    public const string Timeout = "timeout";

    /// <summary>Nobody takes the connection, or it ended before the answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The other end is not who it should be, or would not be spoken to so.</summary>
    public const string Tls = "tls";

    /// <summary>What came is no frame, or no acknowledgement.</summary>
    public const string Malformed = "answer-malformed";

    public const string TooLarge = "answer-too-large";
}
