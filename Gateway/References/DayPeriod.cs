using System.Globalization;

namespace Gateway.References;

/// <summary>Whole days, in UTC; the last one counts.</summary>
internal readonly record struct DayPeriod(DateOnly First, DateOnly Last)
{
    private const string Day = "yyyy-MM-dd";

    public DateTimeOffset From => new(First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public DateTimeOffset Until => new(Last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Reads <c>YYYY-MM-DD</c> twice; false for anything else, and for an end before its beginning.</summary>
    public static bool TryParse(string? from, string? to, out DayPeriod period)
    {
        period = default;
        if (!DateOnly.TryParseExact(from, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || !DateOnly.TryParseExact(to, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            || last < first || last == DateOnly.MaxValue)
        {
            return false;
        }

        period = new DayPeriod(first, last);
        return true;
    }

    public int Days => Last.DayNumber - First.DayNumber + 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from={First:yyyy-MM-dd}&to={Last:yyyy-MM-dd}");
}
