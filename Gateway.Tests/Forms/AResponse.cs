using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Forms;

/// <summary>Answers to a message box, as an app sends them.</summary>
internal static class AResponse
{
    public const string Refill = "https://fhirmessaging.org/fhir/Questionnaire/refill|1.0.0";

    /// <summary>A complete request for a refill.</summary>
    public static JsonObject ToRefill() => To(Refill, Item("drug", Text("Lisinopril")), Item("pharmacy", Text("CVS on Main Street")), Item("supply", Number(5)), Item("changed", Yes(false)));

    public static JsonObject To(string questionnaire, params JsonObject[] items) => new()
    {
        ["resourceType"] = "QuestionnaireResponse",
        ["id"] = "form",
        ["questionnaire"] = questionnaire,
        ["status"] = "completed",
        ["item"] = new JsonArray([.. items]),
    };

    /// <summary>The message that carries the answers, and nothing else.</summary>
    public static JsonObject Sent(this JsonObject response, string sender = "susie-smith", string about = "susie-smith")
    {
        var message = AMessage.From(sender, about).With("contained", new JsonArray(response)).With("about", new JsonArray(AMessage.Ref("#form")));
        message.Remove("payload");
        return message;
    }

    /// <summary>The answers with one of them changed, or added.</summary>
    public static JsonObject Saying(this JsonObject response, string linkId, JsonObject? answer)
    {
        var items = response["item"]!.AsArray();
        if (items.FirstOrDefault(item => (string?)item!["linkId"] == linkId) is { } before)
        {
            items.Remove(before);
        }

        if (answer is not null)
        {
            items.Add((JsonNode)Item(linkId, answer));
        }

        return response;
    }

    public static JsonObject Item(string linkId, params JsonObject[] answers) => new() { ["linkId"] = linkId, ["answer"] = new JsonArray([.. answers]) };

    public static JsonObject Group(string linkId, params JsonObject[] items) => new() { ["linkId"] = linkId, ["item"] = new JsonArray([.. items]) };

    public static JsonObject Text(string said) => new() { ["valueString"] = said };

    public static JsonObject Number(int said) => new() { ["valueInteger"] = said };

    public static JsonObject Yes(bool said) => new() { ["valueBoolean"] = said };

    public static JsonObject Chosen(string code) => new() { ["valueCoding"] = new JsonObject { ["system"] = "https://fhirmessaging.org/fhir/CodeSystem/message-answer", ["code"] = code } };
}
