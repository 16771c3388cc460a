namespace Gateway.Attachments;

/// <summary>What the scanner says of a message's files.</summary>
internal abstract record ScanVerdict
{
    private ScanVerdict()
    {
    }

    /// <summary>Nothing was found, or nobody looks.</summary>
    public sealed record Clean : ScanVerdict
    {
        public static readonly Clean Instance = new();
    }

    /// <summary>Malware was found in the file at this place. Its name is the scanner's, and goes into its log only.</summary>
    public sealed record Infected(string Expression) : ScanVerdict;

    /// <summary>The scanner does not answer, and what nobody has looked at is not taken.</summary>
    public sealed record Unavailable : ScanVerdict
    {
        public static readonly Unavailable Instance = new();
    }
}
