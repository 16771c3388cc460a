using System.Text.Json.Nodes;

namespace Gateway.Tests.Support;

/// <summary>Messages as a portal app posts them.</summary>
internal static class AMessage
{
    public const string AboutSelf = "My left knee hurts when I climb stairs, since about a week. Should I come in?";

    public static JsonObject From(string sender, string about, string saying = AboutSelf) => new()
    {
        ["resourceType"] = "Communication",
        ["status"] = "completed",
        ["subject"] = Ref($"Patient/{about}"),
        ["sender"] = Ref(sender.Contains('/', StringComparison.Ordinal) ? sender : $"Patient/{sender}"),
        ["payload"] = new JsonArray(new JsonObject { ["contentString"] = saying }),
    };

    public static JsonObject Ref(string reference) => new() { ["reference"] = reference };

    /// <summary>The message with one element set.</summary>
    public static JsonObject With(this JsonObject message, string element, JsonNode? value)
    {
        message[element] = value;
        return message;
    }
}
