using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Policies;

/// <summary>When a policy is in force, as its document says it.</summary>
/// <param name="From">Not before this instant; from the activation if absent.</param>
/// <param name="Until">Not from this instant on; until another takes over if absent.</param>
internal sealed record EffectivePeriod(
    [property: JsonConverter(typeof(InstantConverter))] DateTimeOffset? From = null,
    [property: JsonConverter(typeof(InstantConverter))] DateTimeOffset? Until = null)
{
    /// <summary>As long as nothing else is.</summary>
    public static readonly EffectivePeriod Open = new();

    public bool IsEmpty => From is { } from && Until is { } until && until <= from;
}

/// <summary>An instant with its time zone: without one it would mean another instant on another server.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && (text.EndsWith('Z') || text is [.., '+' or '-', _, _, ':', _, _])
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new JsonException("An instant with its time zone is expected, as in 2027-01-01T00:00:00-06:00.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value!.Value.ToString(Forms[1], CultureInfo.InvariantCulture));
}
