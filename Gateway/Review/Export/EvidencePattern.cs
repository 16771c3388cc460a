using System.Collections.Frozen;
using System.Text;
using Gateway.Subjects;
using Gateway.Text;

namespace Gateway.Review.Export;

/// <summary>
/// Writes the words that a rule rested on as a pattern without the person in it (ADR 0032). A word comes out only if it is one of our own
/// lexicon's, which is public and names nobody; whatever else stands there is a placeholder that says of what kind it is.
/// </summary>
internal static class EvidencePattern
{
    private const int MostTokens = 12;
    private const string Marks = ",.?!;:'";

    /// <summary>Days, months and parts of the day, in the lexicon or not: a date is never told.</summary>
    private static readonly FrozenSet<string> Dates = (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
        + "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
        + "lunes martes miércoles miercoles jueves viernes sábado sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre "
        + "noviembre diciembre").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language, and the pattern of a span of an element's text.</summary>
    /// <param name="text">The element's text.</param>
    /// <param name="start">Where the span begins.</param>
    /// <param name="length">How long it is.</param>
    public static (string Language, string Pattern) Of(string text, int start, int length)
    {
        using var english = Tokenizer.Read(text, SubjectLexicon.English.Words);
        using var spanish = Tokenizer.Read(text, SubjectLexicon.Spanish.Words);
        return KnownIn(spanish) > KnownIn(english)
            ? ("es", Write(spanish, SubjectLexicon.Spanish, start, start + length))
            : ("en", Write(english, SubjectLexicon.English, start, start + length));
    }

    private static int KnownIn(TokenizedText text)
    {
        var known = 0;
        foreach (var token in text.Tokens)
        {
            known += token.Kind is TokenKind.Word && token.Word > 0 ? 1 : 0;
        }

        return known;
    }

    private static string Write(TokenizedText text, SubjectLexicon lexicon, int start, int end)
    {
        var pattern = new StringBuilder();
        var written = 0;
        foreach (var token in text.Tokens)
        {
            if (token.End <= start || token.Start >= end || WordOf(text, token, lexicon) is not { } word)
            {
                continue;
            }

            if (written++ == MostTokens)
            {
                pattern.Append(" …");
                break;
            }

            pattern.Append(pattern.Length == 0 ? string.Empty : " ").Append(word);
        }

        return pattern.ToString();
    }

    private static string? WordOf(TokenizedText text, in Token token, SubjectLexicon lexicon) => token.Kind switch
    {
        TokenKind.Number => "<number>",
        TokenKind.Mark => Marks.Contains(text.Mark(token), StringComparison.Ordinal) ? text.Mark(token).ToString() : null,
        TokenKind.Word => PlaceholderOf(text, token, lexicon) ?? Ending(token, Plain(text.Spelling(token))),
    };

    // The order is from what must never come out to what may.
    private static string? PlaceholderOf(TokenizedText text, in Token token, SubjectLexicon lexicon) => token switch
    {
        _ when Dates.Contains(Plain(text.Spelling(token))) => "<date>",
        _ when token.Is(WordTags.FemaleName | WordTags.MaleName) || lexicon.CommonWords.Contains(Plain(text.Spelling(token))) => "<name>",
        _ when token.Word > 0 && lexicon.Numbers.ContainsKey(token.Word) => "<number>",
        _ when token.Is(WordTags.Symptom) => "<symptom>",
        _ when token.Is(WordTags.Disease) => "<disease>",
        _ when token.Is(WordTags.Drug) => "<drug>",
        _ when token.Is(WordTags.Body) => "<body>",
        _ when token.Is(WordTags.Test) => "<test>",
        _ when IsCapitalInside(token) => "<name>",
        // In an English message a Spanish small word is more likely a name (Le, De) than itself.
        _ when token.Is(WordTags.Spanish) && ReferenceEquals(lexicon, SubjectLexicon.English) => "<word>",
        { Word: 0 } => token.Shows(TokenTraits.Capitalised) ? "<name>" : "<word>",
        _ => null,
    };

    // A known word with a capital where no sentence begins is used as a name: Mr. Young, Dr. Child.
    private static bool IsCapitalInside(in Token token) => token.Shows(TokenTraits.Capitalised) && !token.Shows(TokenTraits.OpensSentence)
        && !token.Is(WordTags.First | WordTags.FirstPossessive | WordTags.Nominative | WordTags.Title);

    private static string Ending(in Token token, string word) => token.Shows(TokenTraits.Genitive) ? $"{word} 's" : word;

    // What is behind an apostrophe is a grammatical ending, told by its kind alone.
    private static string Plain(ReadOnlySpan<char> spelling)
    {
        var end = spelling.IndexOfAny('\'', '’');
        return (end > 0 ? spelling[..end] : spelling).ToString().ToLowerInvariant();
    }
}
