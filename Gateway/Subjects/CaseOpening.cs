using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>
/// How cases are told: an age and a sex before anything else, as in "A 46-year-old woman", "Male, 81", "77F", "Sixty, female",
/// "He's 66" and "Mr. D., 81 M".
/// </summary>
/// <param name="Months">The age.</param>
/// <param name="Sex">Unknown where only an age is told: "65-year-old, day 12 after surgery".</param>
/// <param name="Last">The last token of it.</param>
internal readonly record struct CaseOpening(int Months, Sex Sex, int Last)
{
    /// <summary>Tokens between the first and the last, at most.</summary>
    private const int Reach = 9;

    /// <summary>A greeting or a subject line may come before.</summary>
    private const int LastSentence = 1;

    private const int OldestYears = 115;

    private const string Years = "years";

    public static bool TryRead(Stage stage, int at, out CaseOpening opening)
    {
        opening = default;
        var tokens = stage.Text.Tokens;
        if (!tokens[at].Shows(TokenTraits.OpensSentence) || tokens[at].Sentence > LastSentence)
        {
            return false;
        }

        var (number, unit, sex, last, isAge) = ((int?)null, (int?)null, SexOfTitle(stage, at), at, false);
        var named = sex is Sex.Unknown ? -1 : NextWord(stage, at);
        for (var next = at; next < Math.Min(tokens.Length, at + Reach) && tokens[next].Sentence == tokens[at].Sentence; next++)
        {
            var (token, behind) = (tokens[next], next);
            if (token.Kind is TokenKind.Mark || next == named)
            {
                continue;
            }

            if (SexAt(token, next == at) is var told and not Sex.Unknown && sex is Sex.Unknown && (token.Length > 1 || number is not null))
            {
                (sex, last) = (told, next);
            }
            else if (number is null && Age.TryReadNumber(tokens, ref behind, stage.Lexicon, out var read))
            {
                unit = UnitAt(stage, behind);
                (number, last, next) = (read, unit ?? behind - 1, unit ?? behind - 1);
            }
            else if (IsWordOfAge(stage, next))
            {
                (isAge, last) = (true, next);
            }
            else if (!token.Is(WordTags.And) && (number is not null || !(token.Is(WordTags.Article | WordTags.Title) || token.Length == 1 || IsLeadIn(stage, next))))
            {
                break;
            }
        }

        opening = new CaseOpening((number ?? 0) * Age.MonthsIn(unit is { } said ? stage.Text.Spelling(tokens[said]) : Years) / 4, sex, last);
        return number is <= OldestYears && (sex is not Sex.Unknown || isAge);
    }

    /// <summary>"Mrs. Sz, 41" and "Mr. K is 61": the title tells the sex, and a name comes next.</summary>
    private static Sex SexOfTitle(Stage stage, int at) =>
        stage.SaysAt(at, "mr") || stage.SaysAt(at, "mister") ? Sex.Male
        : stage.SaysAt(at, "mrs") || stage.SaysAt(at, "ms") || stage.SaysAt(at, "miss") ? Sex.Female
        : Sex.Unknown;

    private static int NextWord(Stage stage, int at) =>
        at + 1 < stage.Text.Count && stage.Text.Tokens[at + 1].Kind is TokenKind.Mark ? at + 2 : at + 1;

    /// <summary>"46-year", "23 months": right behind the number, or the day of an illness would be an age.</summary>
    private static int? UnitAt(Stage stage, int behind)
    {
        var at = behind < stage.Text.Count && stage.Text.Mark(stage.Text.Tokens[behind]) is '-' ? behind + 1 : behind;
        return stage.IsAt(at, WordTags.AgeUnit) ? at : null;
    }

    /// <summary>"Patient is 63 and male", "Self, 58, male", "She is 21".</summary>
    private static bool IsLeadIn(Stage stage, int at) =>
        stage.SaysAt(at, "patient") || stage.SaysAt(at, "pt") || stage.SaysAt(at, "self") || stage.SaysAt(at, "me") || stage.SaysAt(at, "is");

    private static Sex SexAt(in Token token, bool isFirst) =>
        token.Is(WordTags.MaleNoun) || isFirst && token.Is(WordTags.He) ? Sex.Male
        : token.Is(WordTags.FemaleNoun) || isFirst && token.Is(WordTags.She) ? Sex.Female
        : Sex.Unknown;

    private static bool IsWordOfAge(Stage stage, int at) =>
        stage.SaysAt(at, "old") || stage.SaysAt(at, "age") || stage.SaysAt(at, "aged") || stage.SaysAt(at, "yo") || stage.SaysAt(at, "o");
}
