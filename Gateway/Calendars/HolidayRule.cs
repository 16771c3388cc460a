using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Calendars;

/// <summary>Which dates are holidays: one (<c>2026-12-24</c>), one a year (<c>12-25</c>), or a weekday of a month (<c>11-4-thursday</c>, <c>05-last-monday</c>).</summary>
[JsonConverter(typeof(HolidayRuleConverter))]
internal abstract record HolidayRule
{
    private const int Last = -1;
    private const int DaysAWeek = 7;
    private const int LeapYear = 2000;

    private HolidayRule()
    {
    }

    public sealed record Once(LocalDate Date) : HolidayRule;

    public sealed record EachYear(int Month, int Day) : HolidayRule;

    /// <param name="Month">1 to 12.</param>
    /// <param name="Nth">1 to 4, or -1 for the last.</param>
    /// <param name="Day">The weekday.</param>
    public sealed record Weekday(int Month, int Nth, IsoDayOfWeek Day) : HolidayRule;

    public static HolidayRule? Parse(string? text) => text?.Split('-') switch
    {
        [{ Length: 4 }, _, _] when LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) => new Once(date),
        [var month, var day] when MonthOf(month) is { } number && Number(day) is { } nth
            && nth >= 1 && nth <= CalendarSystem.Iso.GetDaysInMonth(LeapYear, number) => new EachYear(number, nth),
        [var month, var nth, var weekday] when MonthOf(month) is { } number && NthOf(nth) is { } count && DayOf(weekday) is { } day =>
            new Weekday(number, count, day),
        _ => null,
    };

    public bool IsOn(LocalDate date) => this switch
    {
        Once once => once.Date == date,
        EachYear yearly => yearly.Month == date.Month && yearly.Day == date.Day,
        Weekday { Nth: Last } last => IsDay(last, date) && date.PlusDays(DaysAWeek).Month != date.Month,
        Weekday nth => IsDay(nth, date) && (date.Day + DaysAWeek - 1) / DaysAWeek == nth.Nth,
        _ => throw new UnreachableException(),
    };

    public sealed override string ToString() => this switch
    {
        Once once => LocalDatePattern.Iso.Format(once.Date),
        EachYear yearly => string.Create(CultureInfo.InvariantCulture, $"{yearly.Month:00}-{yearly.Day:00}"),
        Weekday { Nth: Last } last => string.Create(CultureInfo.InvariantCulture, $"{last.Month:00}-last-{NameOf(last.Day)}"),
        Weekday nth => string.Create(CultureInfo.InvariantCulture, $"{nth.Month:00}-{nth.Nth}-{NameOf(nth.Day)}"),
        _ => throw new UnreachableException(),
    };

    private static bool IsDay(Weekday rule, LocalDate date) => rule.Month == date.Month && rule.Day == date.DayOfWeek;

    private static int? MonthOf(string text) => text.Length == 2 && Number(text) is { } month and >= 1 and <= 12 ? month : null;

    private static int? NthOf(string text) => text == "last" ? Last : Number(text) is { } nth and >= 1 and <= 4 ? nth : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IsoDayOfWeek? DayOf(string text) =>
        Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && NameOf(day) == text).Cast<IsoDayOfWeek?>().FirstOrDefault();

    private static string NameOf(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "monday",
        IsoDayOfWeek.Tuesday => "tuesday",
        IsoDayOfWeek.Wednesday => "wednesday",
        IsoDayOfWeek.Thursday => "thursday",
        IsoDayOfWeek.Friday => "friday",
        IsoDayOfWeek.Saturday => "saturday",
        IsoDayOfWeek.Sunday => "sunday",
        IsoDayOfWeek.None => "none",
    };
}
