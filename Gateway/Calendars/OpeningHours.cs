using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Calendars;

/// <summary>From when to when one is open on a day, as <c>08:00-17:00</c>. What ends at or before its beginning ends on the next day; <c>00:00-24:00</c> is all day.</summary>
[JsonConverter(typeof(OpeningHoursConverter))]
internal readonly record struct OpeningHours
{
    private const string Midnight = "24:00";

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private OpeningHours(LocalTime from, LocalTime to, bool endsNextDay)
    {
        From = from;
        To = to;
        EndsNextDay = endsNextDay;
    }

    public LocalTime From { get; }

    public LocalTime To { get; }

    public bool EndsNextDay { get; }

    /// <summary>All of a day.</summary>
    public static OpeningHours AllDay { get; } = new(LocalTime.Midnight, LocalTime.Midnight, endsNextDay: true);

    public static bool TryParse(string? text, out OpeningHours hours)
    {
        hours = default;
        if (text?.Split('-') is not [var from, var to] || !Time.Parse(from).TryGetValue(default, out var opens))
        {
            return false;
        }

        if (to == Midnight)
        {
            hours = new OpeningHours(opens, LocalTime.Midnight, endsNextDay: true);
            return true;
        }

        if (!Time.Parse(to).TryGetValue(default, out var closes))
        {
            return false;
        }

        hours = new OpeningHours(opens, closes, closes <= opens);
        return true;
    }

    /// <summary>When that is on a date.</summary>
    public OpenSpan On(LocalDate date, DateTimeZone zone) =>
        new(LocalTimes.First(date + From, zone), LocalTimes.Last((EndsNextDay ? date.PlusDays(1) : date) + To, zone));

    public override string ToString() =>
        $"{Time.Format(From)}-{(EndsNextDay && To == LocalTime.Midnight ? Midnight : Time.Format(To))}";
}
