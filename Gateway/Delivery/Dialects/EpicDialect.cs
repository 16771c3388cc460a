using System.Text;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Delivery.Dialects;

/// <summary>Epic-style: FHIR's Communication with the elements that its create has, and searched for within the patient (docs/connectors.md).</summary>
internal sealed class EpicDialect : ICreateDialect
{
    /// <summary>What is sent as it stands.</summary>
    private static readonly string[] Kept = ["status", "priority", "subject", "encounter", "sent", "sender"];

    private const string UsualCategory = "notification";

    public FiledForm FormOf(OutboundMessage message) =>
        Filed(message.Content, MessageId.System, message.Id, PlaceOf(message.Chart, message.Id, MessageId.System));

    public FiledPlace PlaceOf(OutboundRetraction retraction) => PlaceOf(retraction.Chart, retraction.Id, MessageId.System);

    public FiledForm NoticeOf(OutboundRetraction retraction, string ehrId, DateTimeOffset now) => Filed(
        RetractedForm.NoticeOf(retraction, ehrId, now),
        MessageId.RetractionSystem,
        retraction.Id,
        PlaceOf(retraction.Chart, retraction.Id, MessageId.RetractionSystem));

    private static FiledForm Filed(ReadOnlyMemory<byte> content, string system, MessageId id, FiledPlace place)
    {
        var message = new SentMessage(content);
        var filed = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = system, ["value"] = id.Value }),
            ["category"] = SentMessage.CategoryOf(message.Category ?? UsualCategory),
        };
        foreach (var name in Kept)
        {
            if (message.Copy(name) is { } value)
            {
                filed[name] = value;
            }
        }

        if (message.Topic is { } topic)
        {
            filed["topic"] = new JsonObject { ["text"] = topic };
        }

        if (message.References("recipient") is { Count: > 0 } recipients)
        {
            filed["recipient"] = new JsonArray([.. recipients.Select(recipient => (JsonNode)SentMessage.To(recipient))]);
        }

        filed["payload"] = new JsonArray([.. message.Items("payload").Select(PayloadOf).OfType<JsonNode>()]);
        return new FiledForm("Communication", EhrClient.FhirJson, Encoding.UTF8.GetBytes(filed.ToJsonString()), place);
    }

    // What a part only refers to is named: the EHR takes words and files.
    private static JsonObject? PayloadOf(JsonObject part) =>
        part["contentString"] is { } text ? new JsonObject { ["contentString"] = text.DeepClone() }
        : part["contentAttachment"] is { } file ? new JsonObject { ["contentAttachment"] = file.DeepClone() }
        : part["contentReference"] is JsonObject reference ? new JsonObject { ["contentString"] = $"Refers to {(string?)reference["reference"]}." }
        : null;

    private static FiledPlace PlaceOf(PatientId chart, MessageId id, string system) => new(
        $"Communication?patient={chart}&identifier={Uri.EscapeDataString(system)}%7C{Uri.EscapeDataString(id.Value)}",
        searchset => ReadBack.Of(searchset, id, system));
}
