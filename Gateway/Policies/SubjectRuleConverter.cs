using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Policies;

/// <summary>A rule stands as one action for all, as in <c>"hold"</c>, or as one for each strength: <c>{ "strong": "ask", "weak": "attest" }</c>.</summary>
internal sealed class SubjectRuleConverter : JsonConverter<SubjectRule>
{
    public override SubjectRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var action = JsonSerializer.Deserialize<DoubtAction>(ref reader, options);
            return new SubjectRule(action, action);
        }

        var rule = JsonSerializer.Deserialize<ByStrength>(ref reader, options)
            ?? throw new JsonException("One action is expected, or one for each of strong and weak.");
        return new SubjectRule(rule.Strong, rule.Weak);
    }

    public override void Write(Utf8JsonWriter writer, SubjectRule value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new ByStrength(value.Strong, value.Weak), options);

    private sealed record ByStrength(DoubtAction Strong, DoubtAction Weak);
}
