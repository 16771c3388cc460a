namespace Gateway.Text;

/// <summary>One spelling for the ways people write a word: lower case, no apostrophes, genitives and contractions cut off.</summary>
internal static class WordSpelling
{
    private static readonly string[] Contractions = ["m", "ll", "ve", "re", "d"];

    public static (int Length, TokenTraits Ending) Normalise(ReadOnlySpan<char> word, Span<char> spelled)
    {
        var ending = TokenTraits.None;
        var apostrophe = word.LastIndexOfAny('\'', '’', '`');
        if (apostrophe > 0)
        {
            ending = EndingOf(word[(apostrophe + 1)..]);
            word = ending is TokenTraits.None ? word : word[..apostrophe];
        }

        var length = 0;
        foreach (var letter in word)
        {
            if (letter is not ('\'' or '’' or '`'))
            {
                spelled[length++] = char.ToLowerInvariant(letter);
            }
        }

        return (length, ending);
    }

    private static TokenTraits EndingOf(ReadOnlySpan<char> tail)
    {
        if (tail.Equals("s", StringComparison.OrdinalIgnoreCase))
        {
            return TokenTraits.Genitive;
        }

        foreach (var contraction in Contractions)
        {
            if (tail.Equals(contraction, StringComparison.OrdinalIgnoreCase))
            {
                return TokenTraits.Contracted;
            }
        }

        return TokenTraits.None;
    }
}
