using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.Mllp;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Delivery.Dialects;

/// <summary>A message as an HL7 v2.5.1 document: MDM^T02 with its content, or MDM^T11 that cancels it (docs/connectors.md). Pure.</summary>
/// <param name="options">What the receiver calls things.</param>
/// <param name="fhirBase">Of the EHR: the authority of ids that the receiver has no other name for.</param>
internal sealed class MdmDialect(Hl7v2Options options, Uri fhirBase)
{
    private const string Version = "2.5.1";
    private const int ControlIdBytes = 10;

    /// <summary>The numbers by which the receiver knows a patient; none if the directory has none of its authorities.</summary>
    public Hl7Value NumbersOf(Patient patient) => Hl7Value.Repeated(
    [
        .. options.Authorities.SelectMany(authority => patient.Identifier
            .Where(identifier => identifier.System == authority.System && !string.IsNullOrEmpty(identifier.Value))
            .Select(identifier => Hl7Value.Of(identifier.Value, null, null, AuthorityOf(authority), authority.Type))),
    ]);

    /// <summary>MSH-10: the same however often the same is sent to the same chart, and not longer than the standard has it.</summary>
    public static string ControlIdOf(string trigger, PatientId chart, MessageId id) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{trigger}/{chart}/{id}")).AsSpan(0, ControlIdBytes));

    public byte[] Notification(OutboundMessage message, Patient patient, DateTimeOffset now)
    {
        var sent = new SentMessage(message.Content);
        var text = Begun("T02", "MDM_T02", ControlIdOf("T02", message.Chart, message.Id), patient, sent.Reference("encounter"), now).Add(
            "TXA",
            (1, "1"), (2, options.DocumentType), (3, "TX"), (6, sent.Sent is { } at ? Hl7Time.Of(at) : null), (9, PersonOf(sent.Reference("sender"))),
            (12, NumberOf(message.Id.Value)), (13, AnsweredBy(sent)), (17, "DO"), (19, "AV"),
            (23, Hl7Value.Repeated([.. sent.References("recipient").Select(PersonOf)])));
        foreach (var (line, index) in LinesOf(sent).Select((line, index) => (line, index + 1)))
        {
            text.Add("OBX", (1, Number(index)), (2, line.Type), (3, line.Name), (4, line.Part), (5, line.Value), (11, "F"));
        }

        return text.ToBytes();
    }

    /// <summary>Says that a document is void; it says nothing of what the document said.</summary>
    public byte[] Cancellation(OutboundRetraction retraction, Patient patient, DateTimeOffset now) =>
        Begun("T11", "MDM_T01", ControlIdOf("T11", retraction.Chart, retraction.Id), patient, null, now)
            .Add("TXA", (1, "1"), (2, options.DocumentType), (3, "TX"), (12, NumberOf(retraction.Id.Value)), (17, "DO"), (19, "CA"))
            .ToBytes();

    private Hl7Writer Begun(string trigger, string structure, string controlId, Patient patient, string? encounter, DateTimeOffset now) => new Hl7Writer()
        .Add(
            "MSH",
            (3, options.SendingApplication), (4, options.SendingFacility), (5, options.ReceivingApplication), (6, options.ReceivingFacility), (7, Hl7Time.Of(now)),
            (9, Hl7Value.Of("MDM", trigger, structure)), (10, controlId), (11, options.Processing), (12, Version), (18, "UNICODE UTF-8"))
        .Add("EVN", (1, trigger), (2, Hl7Time.Of(now)))
        .Add("PID", (1, "1"), (3, NumbersOf(patient)), (5, NameOf(patient)), (7, DigitsOf(patient.BirthDate)), (8, SexOf(patient)))

        // The structure asks for it; without an encounter its class is "not applicable".
        .Add("PV1", (1, "1"), (2, encounter is null ? "N" : "U"), (19, encounter is null ? null : Hl7Value.Of(encounter[(encounter.LastIndexOf('/') + 1)..], null, null, FhirAuthority)));

    private static Hl7Value AuthorityOf(Hl7v2Authority authority) => Hl7Value.Parts(authority.Name, authority.UniversalId, authority.UniversalIdType);

    private Hl7Value FhirAuthority => Hl7Value.Parts(null, fhirBase.AbsoluteUri.TrimEnd('/'), "URI");

    private static Hl7Value NumberOf(string messageId) => Hl7Value.Of(messageId, null, MessageId.System, "URI");

    // What it answers, if that is one of the gateway's: the receiver has it under that number.
    private static Hl7Value AnsweredBy(SentMessage message) =>
        message.References("inResponseTo") is [var first, ..] && ResourceKey.TryParse(first, out var answered) && answered.Type == "Communication" ? NumberOf(answered.Id) : null;

    private Hl7Value PersonOf(string? reference) => reference is null ? null
        : options.Persons.TryGetValue(reference, out var known) ? known
        : Hl7Value.Of(reference, null, null, null, null, null, null, null, FhirAuthority);

    private static Hl7Value NameOf(Patient patient)
    {
        var name = patient.Name.FirstOrDefault(name => name.Use is HumanName.NameUse.Official)
            ?? patient.Name.FirstOrDefault(name => name.Use is not (HumanName.NameUse.Old or HumanName.NameUse.Maiden))
            ?? patient.Name.FirstOrDefault();
        var given = name?.Given.OfType<string>().ToArray() ?? [];
        return name is null ? Hl7Value.Of(null, null, null, null, null, null, "U")
            : Hl7Value.Of(name.Family ?? name.Text, given.FirstOrDefault(), given.Length > 1 ? string.Join(' ', given[1..]) : null);
    }

    private static string? DigitsOf(string? date) => date?.Replace("-", string.Empty, StringComparison.Ordinal);

    private static string SexOf(Patient patient) => patient.Gender switch
    {
        AdministrativeGender.Female => "F",
        AdministrativeGender.Male => "M",
        AdministrativeGender.Other => "O",
        AdministrativeGender.Unknown or null => "U",
    };

    private static IEnumerable<Line> LinesOf(SentMessage message)
    {
        if (message.Text("priority") is { } priority and not "routine")
        {
            yield return new Line("ST", Named("PRIORITY", "Priority"), null, priority);
        }

        if (message.Topic is { } topic)
        {
            yield return new Line("ST", Named("SUBJECT", "Subject"), null, topic);
        }

        foreach (var (part, index) in message.Items("payload").Select((part, index) => (part, index + 1)))
        {
            if (part["contentAttachment"] is JsonObject { } file && (string?)file["data"] is { } data)
            {
                yield return new Line("ED", Named("FILE", (string?)file["title"] ?? "File"), Number(index), DataOf((string?)file["contentType"], data));
                continue;
            }

            foreach (var line in TextOf(part).ReplaceLineEndings("\n").Split('\n'))
            {
                yield return new Line("TX", Named("MESSAGE", "Message"), Number(index), line);
            }
        }
    }

    private static string TextOf(JsonObject part) =>
        (string?)part["contentString"]
        ?? (part["contentAttachment"] is JsonObject file
            ? $"A file ({(string?)file["contentType"] ?? "of unknown kind"}) is with the message in the messaging gateway."
            : $"Refers to {(string?)(part["contentReference"] as JsonObject)?["reference"]}.");

    // Tables 0191 and 0291, the latter with the subtypes of MIME.
    private static Hl7Value DataOf(string? contentType, string base64)
    {
        var kind = (contentType ?? string.Empty).Split(';')[0].Trim().Split('/');
        var type = kind[0] switch
        {
            "image" => "IM",
            "audio" => "AU",
            "text" => "TEXT",
            _ => "AP",
        };
        return Hl7Value.Of(null, type, kind.Length == 2 && kind[1].Length > 0 ? kind[1] : "Octet-stream", "Base64", base64);
    }

    private static Hl7Value Named(string code, string name) => Hl7Value.Of(code, name, "L");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Line(string Type, Hl7Value Name, string? Part, Hl7Value Value);
}
