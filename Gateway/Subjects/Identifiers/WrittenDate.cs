using System.Collections.Immutable;
using System.Globalization;
using Gateway.References;

namespace Gateway.Subjects.Identifiers;

/// <summary>
/// A day as people write it: 3/14/2019, 14.3.19, 2019-03-14, March 14th 2019, 14 de marzo de 2019, 03142019. Where day and month
/// could be either, both readings are given.
/// </summary>
/// <param name="Readings">The days it can mean.</param>
/// <param name="Start">Where it starts in the text that was read.</param>
/// <param name="End">Where it ends there.</param>
internal readonly record struct WrittenDate(ImmutableArray<PartialDate> Readings, int Start, int End)
{
    private const int Century = 100;
    private const int LongestMonth = 12;

    private static readonly string[] Months =
        ["jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct", "nov", "dec dic"];

    /// <summary>The date that starts exactly at <paramref name="at"/>.</summary>
    public static WrittenDate? At(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return null;
        }

        return char.IsAsciiDigit(text[at]) ? Numeric(text, at) ?? DayFirst(text, at) : MonthFirst(text, at);
    }

    private static WrittenDate? Numeric(ReadOnlySpan<char> text, int at)
    {
        var first = Digits(text, at);
        if (first is 8 or 6 && !Continues(text, at + first))
        {
            return Compact(text, at, first);
        }

        var separator = at + first < text.Length ? text[at + first] : '\0';
        if (first is < 1 or > 4 or 3 || separator is not ('/' or '-' or '.' or '–'))
        {
            return null;
        }

        var secondAt = at + first + 1;
        var second = Digits(text, secondAt);
        var thirdAt = secondAt + second + 1;
        if (second is not (1 or 2) || thirdAt > text.Length || text[thirdAt - 1] is not ('/' or '-' or '.' or '–'))
        {
            return null;
        }

        var third = Digits(text, thirdAt);
        var end = thirdAt + third;
        if (third is not (1 or 2 or 4) || (end < text.Length && char.IsLetterOrDigit(text[end])))
        {
            return null;
        }

        var (one, two, three) = (Number(text, at, first), Number(text, secondAt, second), Number(text, thirdAt, third));
        return first == 4
            ? Made([(one, two, three)], at, end)
            : third == 1 ? null : Made([.. Years(three, third).SelectMany(year => ((int, int, int)[])[(year, one, two), (year, two, one)])], at, end);
    }

    // 03142019, 14032019, 20190314, and with a year of two digits 031419.
    private static WrittenDate? Compact(ReadOnlySpan<char> text, int at, int length)
    {
        var (a, b) = (Number(text, at, 2), Number(text, at + 2, 2));
        if (length == 6)
        {
            var year = Number(text, at + 4, 2);
            return Made([.. Years(year, 2).SelectMany(one => ((int, int, int)[])[(one, a, b), (one, b, a)])], at, at + length);
        }

        var last = Number(text, at + 4, 4);
        return Made([(last, a, b), (last, b, a), (Number(text, at, 4), Number(text, at + 4, 2), Number(text, at + 6, 2))], at, at + length);
    }

    private static WrittenDate? DayFirst(ReadOnlySpan<char> text, int at)
    {
        var digits = Digits(text, at);
        if (digits is < 1 or > 2)
        {
            return null;
        }

        var next = SkipBetween(text, SkipOrdinal(text, at + digits));
        var day = Number(text, at, digits);
        return MonthAt(text, next) is var (month, end) && YearAfter(text, end) is var (year, last)
            ? Made([.. year.Select(one => (one, month, day))], at, last)
            : null;
    }

    private static WrittenDate? MonthFirst(ReadOnlySpan<char> text, int at)
    {
        if (MonthAt(text, at) is not var (month, end))
        {
            return null;
        }

        var dayAt = SkipBetween(text, end);
        var digits = Digits(text, dayAt);
        if (digits is not (1 or 2) || YearAfter(text, SkipOrdinal(text, dayAt + digits)) is not var (year, last))
        {
            return null;
        }

        var day = Number(text, dayAt, digits);
        return Made([.. year.Select(one => (one, month, day))], at, last);
    }

    private static (int Month, int End)? MonthAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= LongestMonth && char.IsLetter(text[end]))
        {
            end++;
        }

        var word = text[at..end];
        if (word.Length is < 3 or > LongestMonth || (at > 0 && char.IsLetter(text[at - 1])))
        {
            return null;
        }

        for (var month = 0; month < Months.Length; month++)
        {
            foreach (var stem in Months[month].Split(' '))
            {
                if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase) && IsMonthEnding(word[stem.Length..]))
                {
                    return (month + 1, end < text.Length && text[end] == '.' ? end + 1 : end);
                }
            }
        }

        return null;
    }

    // What may follow the three letters of a month in English and Spanish: "mar" is one, "marker" is none.
    private static bool IsMonthEnding(ReadOnlySpan<char> rest)
    {
        foreach (var ending in (ReadOnlySpan<string>)
            ["", "uary", "ruary", "ch", "il", "e", "y", "ust", "t", "tember", "ober", "ember", "ro", "rero", "zo", "o", "io", "sto", "tiembre", "iembre", "ubre"])
        {
            if (rest.Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static (ImmutableArray<int> Years, int End)? YearAfter(ReadOnlySpan<char> text, int at)
    {
        var start = SkipBetween(text, at);
        var isShort = start < text.Length && text[start] is '\'' or '’';
        start += isShort ? 1 : 0;
        var digits = Digits(text, start);
        return digits is 2 or 4 && !Continues(text, start + digits) ? (Years(Number(text, start, digits), digits), start + digits) : null;
    }

    private static ImmutableArray<int> Years(int year, int digits) => digits == 4 ? [year] : [2000 + (year % Century), 1900 + (year % Century)];

    private static WrittenDate? Made(IEnumerable<(int Year, int Month, int Day)> readings, int start, int end)
    {
        ImmutableArray<PartialDate> days =
        [
            .. readings
                .Where(day => day is { Year: >= 1850 and <= 2200, Month: >= 1 and <= 12, Day: >= 1 } && day.Day <= DateTime.DaysInMonth(day.Year, day.Month))
                .Select(day => new PartialDate(day.Year, day.Month, day.Day)).Distinct(),
        ];
        return days.IsEmpty ? null : new WrittenDate(days, start, end);
    }

    private static int SkipOrdinal(ReadOnlySpan<char> text, int at)
    {
        var rest = text[Math.Min(at, text.Length)..];
        var isOrdinal = rest.StartsWith("st", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("nd", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("rd", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("th", StringComparison.OrdinalIgnoreCase);
        return isOrdinal && (rest.Length == 2 || !char.IsLetter(rest[2])) ? at + 2 : at;
    }

    /// <summary>Spaces, commas, dashes, "of", "de" and "del" between the parts of a date.</summary>
    private static int SkipBetween(ReadOnlySpan<char> text, int at)
    {
        for (var words = 0; words < 2; words++)
        {
            while (at < text.Length && text[at] is ' ' or ',' or '-' or '/' or '\u00a0')
            {
                at++;
            }

            var rest = text[Math.Min(at, text.Length)..];
            var word = rest.StartsWith("del ", StringComparison.OrdinalIgnoreCase) ? 4
                : rest.StartsWith("de ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("of ", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (word == 0)
            {
                break;
            }

            at += word;
        }

        return at;
    }

    private static bool Continues(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsLetterOrDigit(text[at]);

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 10 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    private static int Number(ReadOnlySpan<char> text, int at, int digits) =>
        int.Parse(text.Slice(at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
}
