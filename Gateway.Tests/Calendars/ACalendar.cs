using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Tests.Calendars;

/// <summary>Calendars for tests, and local times as instants.</summary>
internal static class ACalendar
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new TimeZoneConverter(), new LocalDateConverter() },
    };

    public static readonly IsoDayOfWeek[] WorkingDays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>Open on working days between these hours.</summary>
    public static BusinessCalendar Weekdays(string zone, params string[] hours) =>
        new(Zone(zone), WorkingDays.ToImmutableDictionary(day => day, _ => Hours(hours)));

    /// <summary>Open every day between these hours.</summary>
    public static BusinessCalendar Daily(string zone, params string[] hours) =>
        new(Zone(zone), BusinessCalendar.Always.Week.Keys.ToImmutableDictionary(day => day, _ => Hours(hours)));

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static ImmutableArray<OpeningHours> Hours(params string[] texts) =>
        [.. texts.Select(text => OpeningHours.TryParse(text, out var hours) ? hours : throw new ArgumentException(text, nameof(texts)))];

    /// <summary>What a clock there shows at an instant, with its offset.</summary>
    public static string Shown(Instant instant, string zone) =>
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm o<g>").Format(instant.InZone(Zone(zone)).ToOffsetDateTime());

    /// <summary>The instant at which a clock there shows this for the first time.</summary>
    public static Instant At(string local, string zone) =>
        LocalTimes.First(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value, Zone(zone));
}
