using System.Globalization;
using Gateway.Calendars;
using Hl7.Fhir.Model;
using NodaTime;
using NodaTime.Text;
using Instant = NodaTime.Instant;

namespace Gateway.Monitoring;

/// <summary>FHIR's dates and times as instants, by the clock of one place. Pure.</summary>
internal static class LocalInstants
{
    /// <summary>The instant; null if it is not given to the second.</summary>
    public static Instant? Of(FhirDateTime? at) =>
        at?.Value is { } text && text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? Instant.FromDateTimeOffset(instant)
            : null;

    /// <summary>When it begins; null for what is no day and no instant.</summary>
    public static Instant? StartOf(FhirDateTime? at, DateTimeZone zone) =>
        Of(at) ?? (DayOf(at) is { } date ? LocalTimes.First(date.AtMidnight(), zone) : null);

    /// <summary>When it is over, that instant not in it: a day is over at midnight.</summary>
    public static Instant? EndOf(FhirDateTime? at, DateTimeZone zone) =>
        Of(at) is { } instant ? instant + NodaTime.Duration.FromTicks(1)
        : DayOf(at) is { } date ? LocalTimes.First(date.PlusDays(1).AtMidnight(), zone)
        : null;

    private static LocalDate? DayOf(FhirDateTime? at) =>
        at?.Value is { } text && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date : null;
}
