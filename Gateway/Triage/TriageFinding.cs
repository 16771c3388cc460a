namespace Gateway.Triage;

/// <summary>
/// Something a message can say, in whatever words: a part of the body, a quality, a sign. Its phrases stand in one lexicon a language; its
/// combinations of other findings in one sentence, such as <c>chest + pain-word</c>, hold for all languages.
/// </summary>
internal sealed record TriageFinding
{
    public required string Id { get; init; }

    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Findings joined by <c>+</c>, alternatives by <c>|</c>; all within <see cref="Reach"/> tokens of one sentence.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    public int Reach { get; init; } = 8;

    /// <summary>A body part, an age or a drug is background: what is denied or past around it does not concern it.</summary>
    public TriageFindingKind Kind { get; init; }
}
