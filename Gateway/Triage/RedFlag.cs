namespace Gateway.Triage;

/// <summary>
/// One red flag of the lexicon: a phrase of every group must be found near each other, none of them denied, past or supposed.
/// The examples are ours and a test runs them.
/// </summary>
internal sealed record RedFlag(
    string Id,
    Urgency Urgency,
    string Source,
    RedFlagScope Within,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<string> Positive,
    IReadOnlyList<string> Negative)
{
    /// <summary>Phrases that explain the finding away when they stand in the same sentence.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    public RedFlagKind Kind { get; init; } = RedFlagKind.Finding;

    /// <summary>True where an old event is part of the danger, as a past stroke is for a new weakness.</summary>
    public bool KeepPast { get; init; }
}
