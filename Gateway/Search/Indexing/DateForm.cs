using System.Globalization;
using Hl7.Fhir.Model;

namespace Gateway.Search.Indexing;

/// <summary>FHIR's dates and times as the range of instants they mean; a value without a zone is taken as UTC.</summary>
internal static class DateForm
{
    private const long LastInstant = 3155378975999999990;

    /// <summary>Parses date, dateTime and instant at any precision, from the year to fractions of a second.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeRange range)
    {
        range = default;
        if (!TryDate(text, out var from, out var precision))
        {
            return false;
        }

        if (text.Length <= 10)
        {
            range = Between(from.Ticks, End(from, precision));
            return true;
        }

        return text[10] == 'T' && precision == 3 && TryTime(from.Ticks, text[11..], out range);
    }

    /// <summary>The range of an element; null for what says no time.</summary>
    public static TimeRange? Of(Base element) => element switch
    {
        PrimitiveType { JsonValue: string text } => TryParse(text, out var range) ? range : null,
        Period period => Of(period),
        Timing timing => Of(timing),
        _ => null,
    };

    private static TimeRange? Of(Period period)
    {
        var start = period.StartElement is null ? null : Of(period.StartElement);
        var end = period.EndElement is null ? null : Of(period.EndElement);
        return start is null && end is null
            ? null
            : new TimeRange(start?.Low ?? TimeRange.Always.Low, end?.High ?? TimeRange.Always.High);
    }

    private static TimeRange? Of(Timing timing)
    {
        TimeRange? whole = timing.Repeat?.Bounds is Period bounds ? Of(bounds) : null;
        foreach (var occurrence in timing.EventElement)
        {
            if (Of(occurrence) is { } range)
            {
                whole = whole is { } known
                    ? new TimeRange(range.Low < known.Low ? range.Low : known.Low, range.High > known.High ? range.High : known.High)
                    : range;
            }
        }

        return whole;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTime from, out int precision)
    {
        from = default;
        precision = text.Length switch { 4 => 1, 7 => 2, >= 10 => 3, _ => 0 };
        var month = 1;
        var day = 1;
        if (precision == 0 || !TryNumber(text[..4], out var year) || year < 1
            || (precision > 1 && (text[4] != '-' || !TryNumber(text[5..7], out month) || month is < 1 or > 12))
            || (precision > 2 && (text[7] != '-' || !TryNumber(text[8..10], out day) || day < 1 || day > DateTime.DaysInMonth(year, month))))
        {
            return false;
        }

        from = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static long End(DateTime from, int precision) => (precision, from) switch
    {
        (_, { Year: 9999 }) when precision == 1 || (from.Month == 12 && (precision == 2 || from.Day == 31)) => DateTime.MaxValue.Ticks + 1,
        (1, _) => from.AddYears(1).Ticks,
        (2, _) => from.AddMonths(1).Ticks,
        _ => from.AddDays(1).Ticks,
    };

    // hh:mm[:ss[.fff]][Z|+hh:mm]; a plus sign that was not escaped arrives as a space.
    private static bool TryTime(long midnight, ReadOnlySpan<char> text, out TimeRange range)
    {
        range = default;
        if (text.Length < 5 || text[2] != ':' || !TryNumber(text[..2], out var hour) || hour > 23 || !TryNumber(text[3..5], out var minute) || minute > 59)
        {
            return false;
        }

        var start = midnight + (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        var width = TimeSpan.TicksPerMinute;
        var rest = text[5..];
        if (rest is [':', _, _, ..])
        {
            if (!TryNumber(rest[1..3], out var second) || second > 60)
            {
                return false;
            }

            // A leap second is the last of its minute to every clock we compare with.
            start += Math.Min(second, 59) * TimeSpan.TicksPerSecond;
            width = TimeSpan.TicksPerSecond;
            rest = rest[3..];
            if (rest is ['.', ..] && !TryFraction(ref rest, ref start, ref width))
            {
                return false;
            }
        }

        if (!TryOffset(rest, out var offset))
        {
            return false;
        }

        range = Between(start - offset, start - offset + width);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> rest, ref long start, ref long width)
    {
        var digits = 1;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
        {
            digits++;
        }

        if (digits == 1)
        {
            return false;
        }

        for (var i = 1; i < digits && width > TimeSpan.TicksPerMicrosecond; i++)
        {
            width /= 10;
            start += (rest[i] - '0') * width;
        }

        // Serializers drop the zeros at the end of an instant's milliseconds: .46 is .460 and no tenth of a second wider.
        width = Math.Min(width, TimeSpan.TicksPerMillisecond);
        rest = rest[digits..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long offset)
    {
        offset = 0;
        if (text is [] or ['Z'])
        {
            return true;
        }

        if (text is not [('+' or '-' or ' '), _, _, ':', _, _] || !TryNumber(text[1..3], out var hours) || !TryNumber(text[4..6], out var minutes)
            || hours > 14 || minutes > 59)
        {
            return false;
        }

        offset = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static TimeRange Between(long start, long end) => new(Instant(start), Instant(end - TimeSpan.TicksPerMicrosecond));

    private static DateTimeOffset Instant(long ticks) =>
        new(Math.Clamp(ticks, 0, LastInstant) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
