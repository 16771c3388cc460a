using Gateway.Calendars;
using NodaTime;
using FhirDuration = Hl7.Fhir.Model.Duration;

namespace Gateway.Monitoring;

/// <summary>FHIR's durations in the units of a calendar. Pure.</summary>
internal static class Spans
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const int Longest = 10_000;

    /// <summary>That much later by the clock of a place; null if the duration is no whole number of hours, days, weeks, months or years.</summary>
    public static Instant? Add(Instant start, DateTimeZone zone, FhirDuration duration)
    {
        if (WholeOf(duration) is not { } number)
        {
            return null;
        }

        var begins = start.InZone(zone).LocalDateTime;
        return duration.Code switch
        {
            "h" => start + Duration.FromHours(number),
            "d" => LocalTimes.First(begins.PlusDays(number), zone),
            "wk" => LocalTimes.First(begins.PlusWeeks(number), zone),
            "mo" => LocalTimes.First(begins.PlusMonths(number), zone),
            "a" when number <= SchedulePolicy.MostYears => LocalTimes.First(begins.PlusYears(number), zone),
            _ => null,
        };
    }

    /// <summary>The time that it is; null if it is no whole number of hours, days or weeks.</summary>
    public static Duration? Of(FhirDuration duration) => (WholeOf(duration), duration.Code) switch
    {
        ({ } number, "h") => Duration.FromHours(number),
        ({ } number, "d") => Duration.FromDays(number),
        ({ } number, "wk") => Duration.FromDays(7 * number),
        _ => null,
    };

    private static int? WholeOf(FhirDuration duration) =>
        duration is { System: null or Ucum, Comparator: null, Value: { } value } && value == decimal.Truncate(value) && value is >= 1 and <= Longest
            ? (int)value
            : null;
}
