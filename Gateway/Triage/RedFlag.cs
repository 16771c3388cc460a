namespace Gateway.Triage;

/// <summary>
/// One red flag of the lexicon: any one of its combinations of findings must be found near each other, none of them denied, past or supposed.
/// The examples are ours and a test runs them.
/// </summary>
internal sealed record RedFlag(
    string Id,
    Urgency Urgency,
    string Source,
    RedFlagScope Within,
    IReadOnlyList<string> Positive,
    IReadOnlyList<string> Negative)
{
    /// <summary>Combinations of findings by name: <c>+</c> joins them, <c>|</c> separates alternatives.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Combinations that make a suspicion only: people also write so of what is long known or somebody else's, and the message must be weighed.</summary>
    public IReadOnlyList<string> Suspects { get; init; } = [];

    /// <summary>True where none of its combinations stands by itself: what must be seen today is seldom said in so many words.</summary>
    public bool IsSuspicion { get; init; }

    /// <summary>One combination spelled out: a phrase of every group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    /// <summary>Phrases that explain the finding away when they stand in the same sentence.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Findings that explain the flag away when they stand in the same sentence.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    public RedFlagKind Kind { get; init; } = RedFlagKind.Finding;

    /// <summary>True where an old event is part of the danger, as a past stroke is for a new weakness.</summary>
    public bool KeepPast { get; init; }

    public Doubt Pardons => (KeepPast ? Doubt.Past : Doubt.None) | Kind switch
    {
        RedFlagKind.Finding => Doubt.None,
        RedFlagKind.Exposure => Doubt.Over,
        RedFlagKind.OwnWish => Doubt.Supposed | Doubt.Over,
    };
}
