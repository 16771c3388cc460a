using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Policies;

/// <summary>A rule stands as one action for all, as in <c>"hold"</c>, or as one for each strength: <c>{ "strong": "ask", "weak": "attest" }</c>.</summary>
internal sealed class SubjectRuleConverter : JsonConverter<SubjectRule>
{
    private const string Strong = "strong";
    private const string Weak = "weak";

    private static readonly (string Name, DoubtAction Action)[] Actions =
        [.. Enum.GetValues<DoubtAction>().Select(action => (JsonNamingPolicy.CamelCase.ConvertName(action.ToString()), action))];

    // Read by hand, because what a serializer within the serializer throws has lost its place in the document.
    public override SubjectRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var action = ActionAt(ref reader);
            return new SubjectRule(action, action);
        }

        DoubtAction? strong = null, weak = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case Strong:
                    strong = ActionAt(ref reader);
                    break;
                case Weak:
                    weak = ActionAt(ref reader);
                    break;
                default:
                    throw new JsonException($"'{name}' is no strength: the two are strong and weak.");
            }
        }

        return strong is { } sure && weak is { } unsure
            ? new SubjectRule(sure, unsure)
            : throw new JsonException("An action is needed for each of strong and weak.");
    }

    public override void Write(Utf8JsonWriter writer, SubjectRule value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Strong, NameOf(value.Strong));
        writer.WriteString(Weak, NameOf(value.Weak));
        writer.WriteEndObject();
    }

    private static DoubtAction ActionAt(ref Utf8JsonReader reader)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Actions.Any(action => action.Name == name)
            ? Actions.First(action => action.Name == name).Action
            : throw new JsonException("An action is one of attest, ask and hold.");
    }

    private static string NameOf(DoubtAction action) => Actions.First(known => known.Action == action).Name;
}
