namespace Gateway.Tests.Corpus;

/// <summary>A message of our own writing, and what a reader says of it.</summary>
internal sealed record LabelledMessage
{
    private const string Other = "other:";

    public required string Id { get; init; }

    public required string Family { get; init; }

    /// <summary>Whose chart it is addressed to: <c>holder</c>, or a family member for whom the holder writes.</summary>
    public required string Chart { get; init; }

    public required string Text { get; init; }

    /// <summary><c>self</c>, <c>other:relationship</c>, <c>mixed</c> or <c>general</c>, seen from the chart.</summary>
    public required string Subject { get; init; }

    /// <summary>The members of the family it is about; the holder is <c>holder</c>.</summary>
    public IReadOnlyList<string> About { get; init; } = [];

    public required string Urgency { get; init; }

    /// <summary>Every label that is right, the best first.</summary>
    public required IReadOnlyList<string> Intent { get; init; }

    public required IReadOnlyList<string> Phenomena { get; init; }

    public required string Lang { get; init; }

    /// <summary>Where the second reader says otherwise; none where both say the same.</summary>
    public SecondReading? Second { get; init; }

    /// <summary>Care is asked for somebody whose chart this is not, alone or beside the patient.</summary>
    public bool IsMisdirected => IsOfAnother(Subject);

    /// <summary>Whether the second reader says so.</summary>
    public bool IsMisdirectedAgain => IsOfAnother(Second?.Subject ?? Subject);

    /// <summary>Both readers say the same of what is measured: whether it is misdirected, how urgent it is, what it asks for first.</summary>
    public bool IsReadAlike => IsMisdirected == IsMisdirectedAgain && Second is not { Subject: "ambiguous" } and not { Urgency: not null } and not { Intent: not null };

    public string? Relationship => Subject.StartsWith(Other, StringComparison.Ordinal) ? Subject[Other.Length..] : null;

    /// <summary>People of the family are mentioned, and yet the patient is meant: what a list of kinship words gets wrong.</summary>
    public bool IsHardNegative => !IsMisdirected && Phenomena.Any(HardPhenomena.Contains);

    /// <summary>Nobody looks at this half while writing rules: what it measures is how the rules do on what they have not seen.</summary>
    public bool IsKept => Id.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % 2 == 0;

    private static bool IsOfAnother(string subject) => subject == "mixed" || subject.StartsWith(Other, StringComparison.Ordinal);

    private static readonly string[] HardPhenomena =
    [
        "family-history", "exposure", "witness", "insists", "driver", "pickup", "logistics", "stress-over-relative", "anothers-drug",
        "dead-relative", "pregnancy", "breastfeeding", "hidden-proxy", "name-is-a-word", "signature", "quoting",
    ];
}
