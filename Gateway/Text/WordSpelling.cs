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

    /// <summary>A word in lower case, without accents and contracted endings; nothing for what is too long to be one.</summary>
    public static ReadOnlySpan<char> PlainOf(ReadOnlySpan<char> word, Span<char> into)
    {
        if (word.Length > Vocabulary.LongestWord)
        {
            return [];
        }

        Span<char> spelled = stackalloc char[Vocabulary.LongestWord];
        var (length, _) = Normalise(word, spelled);
        if (TryUnaccent(spelled[..length], into, out var plain))
        {
            return into[..plain];
        }

        spelled[..length].CopyTo(into);
        return into[..length];
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

    /// <summary>"niño" as people write it in haste: "nino". False when there is nothing to take off.</summary>
    public static bool TryUnaccent(ReadOnlySpan<char> lowerCase, Span<char> plain, out int length)
    {
        length = 0;
        foreach (var letter in lowerCase)
        {
            var bare = Unaccented(letter);
            if (bare is not '\0')
            {
                plain[length++] = bare;
            }
        }

        return length > 0 && !lowerCase.SequenceEqual(plain[..length]);
    }

    private static char Unaccented(char letter) => letter switch
    {
        < '\u0080' => letter,
        'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'í' or 'ì' or 'î' or 'ï' => 'i',
        'ó' or 'ò' or 'ô' or 'ö' or 'õ' => 'o',
        'ú' or 'ù' or 'û' or 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        >= '\u0300' and <= '\u036F' => '\0',
        _ => letter,
    };
}
