using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Calendars;

/// <summary>Time zones stand by their names in the IANA database.</summary>
internal sealed class TimeZoneConverter : JsonConverter<DateTimeZone>
{
    public override DateTimeZone Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DateTimeZoneProviders.Tzdb.GetZoneOrNull(reader.GetString()!) is { } zone
            ? zone
            : throw new JsonException("A time zone of the IANA database is expected, as America/Chicago.");

    public override void Write(Utf8JsonWriter writer, DateTimeZone value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

/// <summary>Dates stand as <c>2026-12-24</c>.</summary>
internal sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && LocalDatePattern.Iso.Parse(reader.GetString()!).TryGetValue(default, out var date)
            ? date
            : throw new JsonException("A date is expected, as 2026-12-24.");

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>Opening hours stand as <c>08:00-17:00</c>.</summary>
internal sealed class OpeningHoursConverter : JsonConverter<OpeningHours>
{
    public override OpeningHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && OpeningHours.TryParse(reader.GetString(), out var hours)
            ? hours
            : throw new JsonException("Opening hours are expected, as 08:00-17:00.");

    public override void Write(Utf8JsonWriter writer, OpeningHours value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Holidays stand as <c>12-25</c>, <c>2026-12-24</c> or <c>11-4-thursday</c>.</summary>
internal sealed class HolidayRuleConverter : JsonConverter<HolidayRule>
{
    public override HolidayRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? HolidayRule.Parse(reader.GetString()) : null)
            ?? throw new JsonException("A holiday is expected, as 12-25, 2026-12-24, 11-4-thursday or 05-last-monday.");

    public override void Write(Utf8JsonWriter writer, HolidayRule value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
