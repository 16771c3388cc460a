using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Whether a token spelled like a name is one here: Will, May and Mark are words too, and a last line is a signature.</summary>
internal static class NameEvidence
{
    public static bool IsName(TokenizedText text, int at, SubjectLexicon lexicon)
    {
        var tokens = text.Tokens;
        var token = tokens[at];
        if (at > 0 && tokens[at - 1].Is(WordTags.Professional))
        {
            return false;
        }

        if (IsSignature(text, at))
        {
            return false;
        }

        var spelling = text.Spelling(token);
        var length = spelling.IndexOfAny('\'', '’') is > 0 and var end ? end : spelling.Length;
        if (!token.Is(WordTags.Article | WordTags.Verb | WordTags.Negation | WordTags.Body | WordTags.Symptom) && !lexicon.CommonWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(spelling[..length]))
        {
            return true;
        }

        if (at > 0 && tokens[at - 1].Is(WordTags.When))
        {
            return false;
        }

        var next = at + 1 < tokens.Length ? tokens[at + 1] : default;
        var hasPredicate = next.Is(WordTags.Verb | WordTags.Perception | WordTags.Symptom | WordTags.Frame) || text.Mark(next) is ':'
            || text.Mark(next) is ',' or '(' && at + 2 < tokens.Length && tokens[at + 2].Kind is TokenKind.Number;
        var isCapitalised = token.Shows(TokenTraits.Capitalised) && !IsShouted(spelling);
        var afterDeterminer = at > 0 && tokens[at - 1].Is(WordTags.Article | WordTags.Possessive | WordTags.Body | WordTags.First | WordTags.He | WordTags.She);
        return isCapitalised && !token.Shows(TokenTraits.OpensSentence) && !afterDeterminer
            || hasPredicate && !afterDeterminer && (at == 0 || token.Shows(TokenTraits.OpensSentence) || tokens[at - 1].Is(WordTags.Boundary | WordTags.TargetPrep))
            || token.Shows(TokenTraits.Genitive) && !afterDeterminer;
    }

    /// <summary>"EF", "MRI": letters and no name.</summary>
    public static bool IsShouted(ReadOnlySpan<char> word) => word.Length > 1 && char.IsUpper(word[1]);

    /// <summary>"Thanks, Johnny" at the end, and "Susie, Johnny's mom", say who writes.</summary>
    private static bool IsSignature(TokenizedText text, int at)
    {
        var tokens = text.Tokens;
        if (tokens.Length - at > 3 || at == 0)
        {
            return false;
        }

        for (var after = at + 1; after < tokens.Length; after++)
        {
            if (tokens[after].Tags != WordTags.None || tokens[after].Kind is TokenKind.Number)
            {
                return IsParentOf(text, at, after);
            }
        }

        return tokens[at].Shows(TokenTraits.OpensSentence) || text.Mark(tokens[at - 1]) is ',' or '-' or '–';
    }

    private static bool IsParentOf(TokenizedText text, int at, int after) =>
        text.Tokens[at].Shows(TokenTraits.Genitive) && after == text.Count - 1;
}
