using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gateway.References;

namespace Gateway.Delivery;

/// <summary>
/// What is said to the EHR otherwise than in the stored message, because the EHR did not take it as it stands: ids and codes. No word of the
/// message is among them.
/// </summary>
internal sealed record Corrections
{
    public static readonly Corrections None = new();

    /// <summary>The same patient under the id that the EHR has today, as <c>Patient/id</c>.</summary>
    public string? Patient { get; init; }

    /// <summary>To whom, instead of the recipients of the message, as <c>Type/id</c>.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>A code of communication-category.</summary>
    public string? Category { get; init; }

    [JsonIgnore]
    public bool AreNone => this is { Patient: null, Recipients: null, Category: null };

    public static Corrections Read(string? stored) =>
        stored is null ? None : JsonSerializer.Deserialize(stored, CorrectionsJson.Default.Corrections) ?? None;

    /// <summary>As they are stored; nothing if there are none.</summary>
    public string? Written() => AreNone ? null : JsonSerializer.Serialize(this, CorrectionsJson.Default.Corrections);

    /// <summary>The message as it is handed to the connector. The chart's couriers, and what the gateway stores, know nothing of it.</summary>
    public OutboundMessage ApplyTo(OutboundMessage message)
    {
        if (AreNone || JsonNode.Parse(message.Content.Span) is not JsonObject content)
        {
            return message;
        }

        if (Recipients is { } recipients)
        {
            content["recipient"] = new JsonArray([.. recipients.Select(recipient => (JsonNode)new JsonObject { ["reference"] = recipient })]);
        }

        if (Category is { } category)
        {
            content["category"] = new JsonArray(new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject { ["system"] = CategorySystem, ["code"] = category }),
            });
        }

        var chart = message.Chart;
        if (Patient is { } patient && PatientId.TryParse(patient, out var survivor))
        {
            Rename(content, chart.Key.ToString(), survivor.Key.ToString());
            chart = survivor;
        }

        return message with { Chart = chart, Content = System.Text.Encoding.UTF8.GetBytes(content.ToJsonString()) };
    }

    /// <summary>What is taken back is looked for as it was sent.</summary>
    public OutboundRetraction ApplyTo(OutboundRetraction retraction)
    {
        var sent = ApplyTo(new OutboundMessage(retraction.Id, retraction.Chart, retraction.MayHaveArrived, retraction.Content));
        return retraction with { Chart = sent.Chart, Content = sent.Content };
    }

    public const string CategorySystem = "http://terminology.hl7.org/CodeSystem/communication-category";

    // Who the patient is, and what the patient sends and gets; what the message refers to besides keeps its own id.
    private static void Rename(JsonObject content, string from, string to)
    {
        var people = new[] { content["subject"], content["sender"] }.Concat(content["recipient"] as JsonArray ?? []);
        foreach (var person in people.OfType<JsonObject>().Where(person => (string?)person["reference"] == from))
        {
            person["reference"] = to;
        }
    }
}

/// <summary>How corrections are stored and taken: a member that is not known is an error.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Corrections))]
internal sealed partial class CorrectionsJson : JsonSerializerContext;
