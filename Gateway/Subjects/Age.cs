using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>An age as people write it: "6 year old", "3 yo", "nineteen months old", "42 y/o"; kept in months.</summary>
internal readonly record struct Age(int Months, int Last)
{
    private const int Year = 12;
    private const int OldestYears = 120;

    public static bool Agrees(int said, int recorded) =>
        said < 2 * Year ? Math.Abs(said - recorded) <= Math.Max(2, said / 4) : Math.Abs((said / Year) - (recorded / Year)) <= 1;

    /// <summary>Reads the age that starts at a token; false for other numbers, durations included.</summary>
    public static bool TryRead(TokenizedText text, int at, SubjectLexicon lexicon, out Age age)
    {
        age = default;
        var tokens = text.Tokens;
        var first = at;
        if (!TryReadNumber(tokens, ref at, lexicon, out var number) || at >= tokens.Length || !tokens[at].Is(WordTags.AgeUnit))
        {
            return false;
        }

        var unit = text.Spelling(tokens[at]);
        var compact = unit.Equals("yo", StringComparison.OrdinalIgnoreCase) || IsSpanishAge(tokens, first);
        var last = at++;
        if (at + 1 < tokens.Length && text.Mark(tokens[at]) is '/' && text.Spelling(tokens[at + 1]).StartsWith("o", StringComparison.OrdinalIgnoreCase))
        {
            (compact, last) = (true, at + 1);
        }
        else if (at < tokens.Length && IsOld(text.Spelling(tokens[at])))
        {
            (compact, last) = (true, at);
        }

        age = new Age(number * MonthsIn(unit) / 4, last);
        return compact && number <= OldestYears;
    }

    /// <summary>"mi hija de 16 años": the preposition makes it an age; "hace 3 años" is a time.</summary>
    private static bool IsSpanishAge(ReadOnlySpan<Token> tokens, int first) => first > 0 && tokens[first - 1].Is(WordTags.Of);

    private static bool IsOld(ReadOnlySpan<char> word) =>
        word.Equals("old", StringComparison.OrdinalIgnoreCase) || word.Equals("olds", StringComparison.OrdinalIgnoreCase)
        || word.Equals("o", StringComparison.OrdinalIgnoreCase) || word.Equals("aged", StringComparison.OrdinalIgnoreCase);

    /// <summary>Quarters of a month, so that weeks stay whole.</summary>
    public static int MonthsIn(ReadOnlySpan<char> unit) => char.ToLowerInvariant(unit[0]) switch
    {
        'y' or 'a' => 4 * Year,
        'm' => 4,
        'w' or 's' => 1,
        _ => 0,
    };

    /// <summary>A number in digits or words; <paramref name="at"/> is the token behind it then.</summary>
    public static bool TryReadNumber(ReadOnlySpan<Token> tokens, ref int at, SubjectLexicon lexicon, out int number)
    {
        number = 0;
        if (tokens[at].Kind is TokenKind.Number)
        {
            number = tokens[at++].Word;
            return true;
        }

        if (tokens[at].Kind is not TokenKind.Word || !lexicon.Numbers.TryGetValue(tokens[at].Word, out number))
        {
            return false;
        }

        at++;
        if (number >= 20 && at < tokens.Length && tokens[at].Kind is TokenKind.Word && lexicon.Numbers.TryGetValue(tokens[at].Word, out var ones) && ones < 10)
        {
            number += ones;
            at++;
        }

        return true;
    }
}
