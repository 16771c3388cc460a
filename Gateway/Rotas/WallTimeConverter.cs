using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Rotas;

/// <summary>Times on the wall stand as <c>2026-12-24T17:00</c>.</summary>
internal sealed class WallTimeConverter : JsonConverter<LocalDateTime>
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public override LocalDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Pattern.Parse(reader.GetString()!).TryGetValue(default, out var time)
            ? time
            : throw new JsonException("A time on the wall is expected, as 2026-12-24T17:00.");

    public override void Write(Utf8JsonWriter writer, LocalDateTime value, JsonSerializerOptions options) => writer.WriteStringValue(Pattern.Format(value));
}
