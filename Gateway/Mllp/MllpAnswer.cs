namespace Gateway.Mllp;

/// <summary>What came back for a message.</summary>
internal abstract record MllpAnswer
{
    private MllpAnswer()
    {
    }

    /// <summary>A frame; whether it is an answer to this message is for its reader to say.</summary>
    public sealed record Frame(byte[] Content) : MllpAnswer;

    /// <summary>None: whether the message arrived is unknown.</summary>
    public sealed record None(string Fault) : MllpAnswer;
}
