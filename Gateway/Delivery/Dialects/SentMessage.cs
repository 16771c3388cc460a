using System.Globalization;
using System.Text.Json.Nodes;

namespace Gateway.Delivery.Dialects;

/// <summary>Reads a stored Communication for a dialect: what is absent, or of another kind, is nothing.</summary>
internal sealed class SentMessage(ReadOnlyMemory<byte> content)
{
    private const string CategorySystem = Corrections.CategorySystem;

    private readonly JsonObject message = JsonNode.Parse(content.Span) as JsonObject ?? [];

    public string? Text(string name) => message[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The element, for another resource to hold.</summary>
    public JsonNode? Copy(string name) => message[name]?.DeepClone();

    public string? Reference(string name) => ReferenceIn(message[name]);

    /// <summary>Literal references; what is contained is nobody at the EHR.</summary>
    public IReadOnlyList<string> References(string name) => [.. Items(name).Select(ReferenceIn).OfType<string>()];

    public IEnumerable<JsonObject> Items(string name) => (message[name] as JsonArray ?? []).OfType<JsonObject>();

    public string? Category => Items("category")
        .SelectMany(category => (category["coding"] as JsonArray ?? []).OfType<JsonObject>())
        .Where(coding => (string?)coding["system"] == CategorySystem)
        .Select(coding => (string?)coding["code"])
        .FirstOrDefault();

    /// <summary>The subject line.</summary>
    public string? Topic => message["topic"] is JsonObject topic
        ? (string?)topic["text"] ?? (string?)(topic["coding"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault()?["display"]
        : null;

    public DateTimeOffset? Sent => DateTimeOffset.TryParse(
        Text("sent") ?? (string?)(message["meta"] as JsonObject)?["lastUpdated"], CultureInfo.InvariantCulture, out var sent)
        ? sent
        : null;

    public static JsonObject To(string reference) => new() { ["reference"] = reference };

    public static JsonArray CategoryOf(string code) =>
        [new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = CategorySystem, ["code"] = code }) }];

    private static string? ReferenceIn(JsonNode? holder) =>
        holder is JsonObject reference && (string?)reference["reference"] is { Length: > 0 } text && text[0] != '#' ? text : null;
}
