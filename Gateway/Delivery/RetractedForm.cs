using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Delivery;

/// <summary>A filed Communication as the EHR has it, and as it is to have it once the message is taken back.</summary>
internal static class RetractedForm
{
    private const string Status = "status";
    private const string EnteredInError = "entered-in-error";

    /// <summary>Elements that may say what the message said.</summary>
    private static readonly string[] Telling =
        ["about", "contained", "encounter", "inResponseTo", "basedOn", "partOf", "note", "reasonCode", "reasonReference", "text", "topic", "extension"];

    /// <summary>What the EHR answered; null if it is no Communication.</summary>
    public static JsonObject? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonNode.Parse(content.Span) is JsonObject filed && TextOf(filed, "resourceType") == "Communication" ? filed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsRetracted(JsonObject filed) => TextOf(filed, Status) == EnteredInError;

    /// <summary>The version that the EHR tells; none if it keeps none.</summary>
    public static string? VersionOf(JsonObject filed) => filed["meta"] is JsonObject meta ? TextOf(meta, "versionId") : null;

    /// <summary>The EHR's own resource, entered in error and without what it said; what else the EHR has added stays.</summary>
    /// <param name="filed">As the EHR has it.</param>
    /// <param name="ended">As the gateway has it now.</param>
    public static byte[] Of(JsonObject filed, ReadOnlyMemory<byte> ended)
    {
        var retracted = filed.DeepClone().AsObject();
        foreach (var element in Telling)
        {
            retracted.Remove(element);
        }

        var message = JsonNode.Parse(ended.Span)!.AsObject();
        retracted[Status] = EnteredInError;
        retracted["statusReason"] = message["statusReason"]?.DeepClone();
        retracted["payload"] = message["payload"]?.DeepClone();
        return System.Text.Encoding.UTF8.GetBytes(retracted.ToJsonString());
    }

    /// <summary>Whether a capability statement has updates of Communications.</summary>
    public static bool TakesUpdates(ReadOnlyMemory<byte> statement)
    {
        try
        {
            using var document = JsonDocument.Parse(statement);
            return document.RootElement.Items("rest")
                .SelectMany(rest => rest.Items("resource"))
                .Where(resource => resource.Text("type") == "Communication")
                .SelectMany(resource => resource.Items("interaction"))
                .Any(interaction => interaction.Text("code") == "update");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What tells a person at the EHR what to do; it says nothing of what the message said.</summary>
    public static byte[] NoticeOf(OutboundRetraction retraction, string ehrId, DateTimeOffset now) => FhirJson.Serialize(new Communication
    {
        Identifier = [new Identifier(MessageId.RetractionSystem, retraction.Id.Value)],
        Status = EventStatus.Completed,
        Category = [new CodeableConcept("http://terminology.hl7.org/CodeSystem/communication-category", "notification")],
        Priority = RequestPriority.Urgent,
        Subject = new ResourceReference(retraction.Chart.Key.ToString()),
        About = [new ResourceReference($"Communication/{ehrId}")],
        SentElement = new FhirDateTime(now),
        Payload =
        [
            new()
            {
                Content = new FhirString(
                    $"Communication/{ehrId} was filed in this chart by mistake. Mark it as entered in error, and do not act on it."),
            },
        ],
    });

    private static string? TextOf(JsonObject holder, string name) =>
        holder[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
