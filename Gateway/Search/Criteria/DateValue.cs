using Gateway.Search.Indexing;

namespace Gateway.Search.Criteria;

/// <summary>A date to compare with: its precision makes it a range.</summary>
internal readonly record struct DateValue(DatePrefix Prefix, TimeRange Range)
{
    private const double Tolerance = 0.1;

    /// <summary>Parses a prefix and a date. Approximately is within a tenth of the time between the date and <paramref name="now"/>.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateValue value)
    {
        value = default;
        var (prefix, length) = PrefixOf(text);
        if (prefix is not { } known || !DateForm.TryParse(text.AsSpan(length), out var range))
        {
            return false;
        }

        value = new DateValue(known, known == DatePrefix.Approximately ? Widened(range, (now - range.Low).Duration() * Tolerance) : range);
        return true;
    }

    private static (DatePrefix? Prefix, int Length) PrefixOf(string text) => text switch
    {
        ['e', 'q', ..] => (DatePrefix.Equal, 2),
        ['n', 'e', ..] => (DatePrefix.NotEqual, 2),
        ['g', 't', ..] => (DatePrefix.Greater, 2),
        ['l', 't', ..] => (DatePrefix.Less, 2),
        ['g', 'e', ..] => (DatePrefix.GreaterOrEqual, 2),
        ['l', 'e', ..] => (DatePrefix.LessOrEqual, 2),
        ['s', 'a', ..] => (DatePrefix.StartsAfter, 2),
        ['e', 'b', ..] => (DatePrefix.EndsBefore, 2),
        ['a', 'p', ..] => (DatePrefix.Approximately, 2),
        [>= '0' and <= '9', ..] => (DatePrefix.Equal, 0),
        _ => (null, 0),
    };

    private static TimeRange Widened(TimeRange range, TimeSpan by) => new(
        range.Low - DateTimeOffset.MinValue > by ? range.Low - by : DateTimeOffset.MinValue,
        DateTimeOffset.MaxValue - range.High > by ? range.High + by : DateTimeOffset.MaxValue);
}
