using System.Globalization;

namespace Gateway.References;

/// <summary>FHIR's <c>date</c>: a year, a year and month, or a day. Two of them agree as far as both say anything.</summary>
internal readonly record struct PartialDate(int Year, int? Month, int? Day)
{
    /// <summary>Parses <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; anything after the day (a time) is left aside.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is not { Length: >= 4 } || !TryNumber(text.AsSpan(0, 4), out var year))
        {
            return false;
        }

        var hasMonth = text.Length >= 7 && text[4] == '-';
        var hasDay = hasMonth && text.Length >= 10 && text[7] == '-';
        var month = 0;
        var day = 0;
        if ((hasMonth && !TryNumber(text.AsSpan(5, 2), out month)) || (hasDay && !TryNumber(text.AsSpan(8, 2), out day)))
        {
            return false;
        }

        date = new PartialDate(year, hasMonth ? month : null, hasDay ? day : null);
        return year is >= 1 and <= 9999 && month is >= 0 and <= 12 && day <= 31
            && (!hasDay || day <= DateTime.DaysInMonth(year, Math.Max(month, 1)));
    }

    /// <summary>Parses HL7's <c>YYYY[MM[DD]]</c>, as CDA and version 2 write it.</summary>
    public static bool TryParseCompact(string? text, out PartialDate date)
    {
        date = default;
        return text switch
        {
            { Length: >= 8 } => TryParse($"{text[..4]}-{text[4..6]}-{text[6..8]}", out date),
            { Length: 6 } => TryParse($"{text[..4]}-{text[4..6]}", out date),
            { Length: 4 } => TryParse(text, out date),
            _ => false,
        };
    }

    public bool Agrees(PartialDate other) =>
        Year == other.Year
        && (Month is null || other.Month is null || Month == other.Month)
        && (Day is null || other.Day is null || Day == other.Day);

    /// <summary>Completed years on <paramref name="today"/>; a missing month or day is taken as the latest, so that nobody is made older.</summary>
    public int AgeOn(DateOnly today)
    {
        var month = Month ?? 12;
        var day = Day ?? DateTime.DaysInMonth(Year, month);
        var age = today.Year - Year;
        return (today.Month, today.Day).CompareTo((month, day)) < 0 ? age - 1 : age;
    }

    /// <summary>The last day the date can mean; a period that ends in a month ends with the month.</summary>
    public DateOnly LastDay() => new(Year, Month ?? 12, Day ?? DateTime.DaysInMonth(Year, Month ?? 12));

    /// <summary>The first day the date can mean.</summary>
    public DateOnly FirstDay() => new(Year, Month ?? 1, Day ?? 1);

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
