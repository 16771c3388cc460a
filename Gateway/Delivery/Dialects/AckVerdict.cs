namespace Gateway.Delivery.Dialects;

/// <summary>What an answer means for the message.</summary>
internal abstract record AckVerdict
{
    private AckVerdict()
    {
    }

    /// <summary>The receiver has it.</summary>
    public sealed record Taken : AckVerdict;

    /// <summary>The receiver has a document under this number already, and has done nothing.</summary>
    public sealed record Known(string Fault) : AckVerdict;

    /// <summary>The receiver has no document under this number.</summary>
    public sealed record NoSuchDocument(string Fault) : AckVerdict;

    /// <summary>It will not take it, however often it is sent.</summary>
    public sealed record Refused(string Fault, string? Element) : AckVerdict;

    /// <summary>It may take it later.</summary>
    public sealed record Later(string Fault) : AckVerdict;

    /// <summary>It answers something else: whether the message arrived is unknown, and nothing on that connection can be believed.</summary>
    public sealed record Unrelated(string Fault) : AckVerdict;
}
