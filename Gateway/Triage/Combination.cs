using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Findings that together make a flag, or another finding, when they stand near enough.</summary>
internal sealed record Combination(int Groups, RedFlagScope Within, int Reach, CombinationResult Result, int Index)
{
    /// <summary>People write whole letters in one sentence; what stands farther apart is seldom one story.</summary>
    private const int FarthestNeighbour = 30;

    /// <summary>The same for what may stand anywhere: a letter's first and last paragraph are seldom one story either.</summary>
    private const int FarthestInMessage = 45;

    /// <summary>Found, it makes a suspicion, which the rest of the message may speak against, and not a flag that stands by itself.</summary>
    public bool IsSuspicion { get; init; }

    public bool IsNear(ReadOnlySpan<Token> tokens, ReadOnlySpan<PhraseHit> parts)
    {
        var (first, last) = Around(parts);
        return Within switch
        {
            RedFlagScope.Message => last - first <= FarthestInMessage,
            RedFlagScope.Neighbours => tokens[last].Sentence - tokens[first].Sentence <= 1 && last - first <= FarthestNeighbour,
            RedFlagScope.Sentence => tokens[last].Sentence == tokens[first].Sentence && last - first <= Reach,
        };
    }

    public static (int First, int Last) Around(ReadOnlySpan<PhraseHit> parts)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var part in parts)
        {
            (first, last) = (Math.Min(first, part.First), Math.Max(last, part.Last));
        }

        return (first, last);
    }
}
