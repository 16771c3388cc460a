namespace Gateway.Tests.Corpus;

/// <summary>What a second reader, who saw no label, said of a message where it is not what the first said; <c>ambiguous</c> where they could not tell.</summary>
internal sealed record SecondReading
{
    public string? Subject { get; init; }

    public string? Urgency { get; init; }

    /// <summary>The first intent, where the first reader did not take it for right.</summary>
    public string? Intent { get; init; }
}
