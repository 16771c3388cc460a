using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Delivery.Dialects;

/// <summary>
/// Oracle-style: what clinicians write is a Communication of exactly the elements that its create has, found again by the end of its subject line;
/// what patients and their proxies write goes through the door for patient messages, with the gateway's id as the key (docs/connectors.md).
/// </summary>
internal sealed class OracleDialect(OracleOptions options) : ICreateDialect
{
    private const string Json = "application/json";

    /// <summary>The most that a search answers; behind so many ours could stand.</summary>
    private const int LargestAnswer = 1000;

    /// <summary>How much earlier than it was sent by its own account a message may have been filed: clocks run apart.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromDays(1);

    public FiledForm FormOf(OutboundMessage message)
    {
        var sent = new SentMessage(message.Content);
        return IsPatients(sent)
            ? PatientMessage(sent, message)
            : Communication(sent, message.Chart, Reference(message.Id, isNotice: false), sent.Topic ?? "Message");
    }

    public FiledPlace PlaceOf(OutboundRetraction retraction)
    {
        var sent = new SentMessage(retraction.Content);
        return IsPatients(sent)
            ? PlaceOfPatientMessage(retraction.Id)
            : PlaceOfCommunication(RecipientsOf(sent)[0], sent.Sent, Reference(retraction.Id, isNotice: false));
    }

    public FiledForm NoticeOf(OutboundRetraction retraction, string ehrId, DateTimeOffset now) => Communication(
        new SentMessage(RetractedForm.NoticeOf(retraction, ehrId, now)), retraction.Chart, Reference(retraction.Id, isNotice: true), "Filed by mistake");

    private static bool IsPatients(SentMessage message) =>
        ResourceKey.TryParse(message.Reference("sender"), out var sender) && sender.Type is "Patient" or "RelatedPerson";

    private FiledForm Communication(SentMessage message, PatientId chart, string reference, string topic)
    {
        var (category, recipients) = (CategoryOf(message), RecipientsOf(message));
        var filed = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["status"] = "completed",
            ["category"] = SentMessage.CategoryOf(category),
            ["priority"] = PriorityOf(message),
            ["subject"] = SentMessage.To(chart.Key.ToString()),
            ["topic"] = new JsonObject { ["text"] = $"{topic} {reference}" },
            ["recipient"] = new JsonArray([.. recipients.Select(recipient => (JsonNode)SentMessage.To(recipient))]),
            ["sender"] = SentMessage.To(
                ResourceKey.TryParse(message.Reference("sender"), out var sender) && sender.Type == "Practitioner" ? sender.ToString() : options.Sender!),
            ["payload"] = new JsonArray(new JsonObject
            {
                ["contentAttachment"] = new JsonObject
                {
                    ["contentType"] = "text/plain; charset=utf-8",
                    ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(TextOf(message))),
                },
            }),
        };
        if (message.Reference("encounter") is { } encounter)
        {
            filed["encounter"] = SentMessage.To(encounter);
        }

        return new FiledForm(
            "Communication",
            EhrClient.FhirJson,
            Encoding.UTF8.GetBytes(filed.ToJsonString()),
            PlaceOfCommunication(recipients[0], message.Sent, reference));
    }

    private FiledForm PatientMessage(SentMessage message, OutboundMessage outbound)
    {
        var filed = new JsonObject
        {
            ["externalId"] = outbound.Id.Value,
            ["patient"] = outbound.Chart.Key.ToString(),
            ["author"] = message.Reference("sender"),
            ["recipients"] = new JsonArray([.. RecipientsOf(message).Select(recipient => (JsonNode)recipient)]),
            ["subject"] = message.Topic ?? "Message",
            ["text"] = TextOf(message),
            ["priority"] = PriorityOf(message),
            ["sentAt"] = message.Sent?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        return new FiledForm(options.PatientMessages!.ToString(), Json, Encoding.UTF8.GetBytes(filed.ToJsonString()), PlaceOfPatientMessage(outbound.Id));
    }

    /// <summary>What the EHR's words for recipients are; never nobody.</summary>
    private string[] RecipientsOf(SentMessage message)
    {
        string[] known =
        [
            .. message.References("recipient")
                .Select(recipient => options.Recipients.GetValueOrDefault(recipient)
                    ?? (ResourceKey.TryParse(recipient, out var key) && key.Type == "Practitioner" ? recipient : options.DefaultRecipient!))
                .Distinct(StringComparer.Ordinal),
        ];
        return known.Length == 0 ? [options.DefaultRecipient!] : known;
    }

    private static string CategoryOf(SentMessage message) => message.Category == "reminder" ? "reminder" : "notification";

    // More than urgent it does not know; the gateway's own alert has gone to those on call by then.
    private static string PriorityOf(SentMessage message) => message.Text("priority") is "urgent" or "asap" or "stat" ? "urgent" : "routine";

    // One text: what is no text is named, and stays in the gateway.
    private static string TextOf(SentMessage message) => string.Join("\n\n", message.Items("payload").Select(part =>
        (string?)part["contentString"]
        ?? (part["contentAttachment"] is JsonObject file
            ? $"A file ({(string?)file["contentType"] ?? "of unknown kind"}) is with the message in the messaging gateway."
            : $"Refers to {(string?)(part["contentReference"] as JsonObject)?["reference"]}.")));

    private static string Reference(MessageId id, bool isNotice) => isNotice ? $"[retract:{id.Value}]" : $"[{id.Value}]";

    private FiledPlace PlaceOfPatientMessage(MessageId id) => new(
        $"{options.PatientMessages}?externalId={Uri.EscapeDataString(id.Value)}", answer => PatientMessageIn(answer, id));

    // Both categories: what is left of a message that is taken back does not say which it had.
    private static FiledPlace PlaceOfCommunication(string recipient, DateTimeOffset? sent, string reference)
    {
        var since = ((sent ?? DateTimeOffset.UnixEpoch + Earlier) - Earlier).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new FiledPlace(
            $"Communication?category={Uri.EscapeDataString($"{Corrections.CategorySystem}|notification,{Corrections.CategorySystem}|reminder")}&recipient={recipient}&received=ge{since}&_count={LargestAnswer}",
            answer => CommunicationIn(answer, reference));
    }

    private static ReadBack CommunicationIn(ReadOnlyMemory<byte> answer, string reference) => Read(answer, root =>
    {
        if (root.Text("resourceType") != "Bundle" || root.Text("type") != "searchset")
        {
            return new ReadBack.Unusable();
        }

        var found = root.Items("entry").Select(entry => entry.Member("resource")).Where(resource => resource.Text("resourceType") == "Communication").ToList();
        var ours = found.FirstOrDefault(resource => resource.Member("topic").Text("text")?.EndsWith(reference, StringComparison.Ordinal) == true);
        return Told(ours.Text("id"), allAreThere: found.Count < LargestAnswer);
    });

    private static ReadBack PatientMessageIn(ReadOnlyMemory<byte> answer, MessageId id) => Read(answer, root =>
        root.Member("messages").ValueKind != JsonValueKind.Array
            ? new ReadBack.Unusable()
            : Told(root.Items("messages").FirstOrDefault(message => message.Text("externalId") == id.Value).Text("id"), allAreThere: !root.Items("messages").Any()));

    private static ReadBack Told(string? id, bool allAreThere) => (id, allAreThere) switch
    {
        ({ } known, _) when FhirId.IsValid(known) => new ReadBack.Held(known),
        (null, true) => new ReadBack.Absent(),
        _ => new ReadBack.Unusable(),
    };

    private static ReadBack Read(ReadOnlyMemory<byte> answer, Func<JsonElement, ReadBack> read)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return new ReadBack.Unusable();
        }
    }
}
