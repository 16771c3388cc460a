using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Ehr.Hl7v2;

/// <summary>What this EHR demands of a document: HL7 v2.5.1, MDM^T02 or MDM^T11, field by field. Pure.</summary>
internal static class MdmContract
{
    /// <summary>The authority of this EHR's record numbers, as HL7 v2 has it.</summary>
    public const string Authority = "SANDBOX";

    /// <summary>Who this EHR is, in MSH-5.</summary>
    public const string Application = "SANDBOXEHR";

    /// <summary>The only document type of its table 0270.</summary>
    public const string DocumentType = "PM";

    private const int Segment = 100;
    private const int Required = 101;
    private const int DataType = 102;
    private const int Value = 103;
    private const int MessageType = 200;
    private const int VersionId = 203;
    private const int Unknown = 204;

    private static readonly UTF8Encoding _utf8 = new(false, throwOnInvalidBytes: true);

    public static MdmReading Read(ReadOnlySpan<byte> content)
    {
        string text;
        try
        {
            text = _utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return new MdmReading.Wrong("", "AR", DataType, "MSH^1^18");
        }

        if (!text.StartsWith(@"MSH|^~\&|", StringComparison.Ordinal) || !text.EndsWith('\r') || text.Contains('\n', StringComparison.Ordinal))
        {
            return new MdmReading.Wrong("", "AR", Segment, "MSH^1");
        }

        var lines = text[..^1].Split('\r').Select(line => new Hl7Line(line)).ToList();
        var id = lines[0].Text(10);
        return Fault(lines, text) is { } wrong ? new MdmReading.Wrong(id, wrong.Ack, wrong.Error, wrong.Place) : Document(lines, id);
    }

    private static (string Ack, int Error, string Place)? Fault(List<Hl7Line> lines, string text)
    {
        var header = lines[0];
        var isNotification = header.Raw(9) == "MDM^T02^MDM_T02";
        if (!isNotification && header.Raw(9) != "MDM^T11^MDM_T01")
        {
            return ("AR", MessageType, "MSH^1^9");
        }

        (bool Holds, string Ack, int Error, string Place)[] rules =
        [
            (header.Text(10) is { Length: > 0 and <= 20 }, "AR", Required, "MSH^1^10"),
            (header.Raw(11) is "P" or "T", "AR", 202, "MSH^1^11"),
            (header.Raw(12) == "2.5.1", "AR", VersionId, "MSH^1^12"),
            (header.Raw(18) == "UNICODE UTF-8", "AE", Value, "MSH^1^18"),
            (header.Text(5) == Application, "AR", Value, "MSH^1^5"),
            (IsTime(header.Raw(7)), "AE", DataType, "MSH^1^7"),
            (lines.TrueForAll(AreWellEscaped) && !text.Any(letter => letter < ' ' && letter != '\r'), "AE", DataType, "MSH"),
            (string.Join(' ', lines.Take(5).Select(line => line.Name)) == "MSH EVN PID PV1 TXA", "AE", Segment, "MSH"),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => ((string, int, string)?)(rule.Ack, rule.Error, rule.Place)).FirstOrDefault() ?? Body(lines, isNotification);
    }

    // MSH-2 is the escape character itself.
    private static bool AreWellEscaped(Hl7Line line) => Enumerable.Range(line.Name == "MSH" ? 3 : 1, 25).Select(line.Raw).All(Hl7Line.IsWellEscaped);

    private static (string Ack, int Error, string Place)? Body(List<Hl7Line> lines, bool isNotification)
    {
        var (pid, visit, document, content) = (lines[2], lines[3], lines[4], lines.Skip(5).ToList());
        (bool Holds, int Error, string Place)[] rules =
        [
            (IsTime(lines[1].Raw(2)), DataType, "EVN^1^2"),
            (NumberIn(pid).Length > 0, Unknown, "PID^1^3"),
            (pid.Text(5).Length > 0, Required, "PID^1^5"),
            (pid.Raw(8) is "F" or "M" or "O" or "U", Value, "PID^1^8"),
            (visit.Raw(2) is "N" or "U", Value, "PV1^1^2"),
            (document.Raw(1) == "1" && document.Raw(3) == "TX", Required, "TXA^1^1"),
            (document.Raw(2) == DocumentType, Value, "TXA^1^2"),
            (document.Text(12).Length > 0 && document.Text(12, 3).Length > 0 && document.Text(12, 4) == "URI", Required, "TXA^1^12"),
            (document.Raw(17) == "DO", Value, "TXA^1^17"),
            (document.Raw(19) == (isNotification ? "AV" : "CA"), Value, "TXA^1^19"),
            (isNotification ? content.Count > 0 && content.TrueForAll(line => line.Name == "OBX") : content.Count == 0, Segment, "OBX"),
            (content.Select((line, index) => line.Raw(1) == $"{index + 1}").All(isNext => isNext), Value, "OBX^1^1"),
            (content.TrueForAll(line => line.Raw(11) == "F"), Value, "OBX^1^11"),
            (content.TrueForAll(IsObservation), DataType, "OBX^1^5"),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => ((string, int, string)?)("AE", rule.Error, rule.Place)).FirstOrDefault();
    }

    private static bool IsObservation(Hl7Line line) => (line.Text(3), line.Raw(2)) switch
    {
        ("MESSAGE", "TX") => int.TryParse(line.Raw(4), out _),
        ("SUBJECT" or "PRIORITY", "ST") => line.Raw(5).Length > 0,
        ("FILE", "ED") => line.Text(5, 4) == "Base64" && Convert.TryFromBase64String(line.Text(5, 5), new byte[line.Raw(5).Length], out var size) && size > 0,
        _ => false,
    };

    private static MdmReading.Document Document(List<Hl7Line> lines, string controlId)
    {
        var (pid, document) = (lines[2], lines[4]);
        return new MdmReading.Document(
            controlId, document.Text(12, 3), document.Text(12), NumberIn(pid), pid.Text(5), lines[3].Text(19) is { Length: > 0 } visit ? visit : null,
            lines.Count > 5 ? ContentOf(document, lines.Skip(5).ToList()) : null);
    }

    private static JsonObject ContentOf(Hl7Line document, List<Hl7Line> content)
    {
        var communication = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = document.Text(12, 3), ["value"] = document.Text(12) }),
            ["status"] = "completed",
            ["payload"] = new JsonArray([.. content.Where(line => line.Text(3) is "MESSAGE" or "FILE").GroupBy(line => line.Raw(4)).Select(Part)]),
        };
        foreach (var (name, code) in new[] { ("priority", "PRIORITY"), ("topic", "SUBJECT") })
        {
            if (content.FirstOrDefault(line => line.Text(3) == code) is { } line)
            {
                communication[name] = name == "topic" ? new JsonObject { ["text"] = line.Text(5) } : line.Text(5);
            }
        }

        if (IsTime(document.Raw(6)))
        {
            communication["sent"] = Time(document.Raw(6)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        if (Person(document.Raw(9)) is { } sender)
        {
            communication["sender"] = sender;
        }

        if (document.Repetitions(23).Select(Person).OfType<JsonNode>().ToArray() is { Length: > 0 } recipients)
        {
            communication["recipient"] = new JsonArray(recipients);
        }

        return communication;
    }

    private static JsonNode Part(IGrouping<string, Hl7Line> part) => part.First() is { } first && first.Text(3) == "FILE"
        ? new JsonObject
        {
            ["contentAttachment"] = new JsonObject { ["contentType"] = MimeOf(first), ["data"] = first.Text(5, 5), ["title"] = first.Text(3, 2) },
        }
        : new JsonObject { ["contentString"] = string.Join('\n', part.Select(line => line.Text(5))) };

    private static string MimeOf(Hl7Line file) => $"{file.Text(5, 2) switch { "IM" => "image", "AU" => "audio", "TEXT" => "text", _ => "application" }}/{file.Text(5, 3).ToLowerInvariant()}";

    // An id of this EHR's FHIR API, or one of its own.
    private static JsonNode? Person(string repetition) => Hl7Line.Of(repetition, 1) switch
    {
        "" => null,
        var id when id.Contains('/', StringComparison.Ordinal) && Hl7Line.Of(repetition, 9, 3) == "URI" => new JsonObject { ["reference"] = id },
        var id => new JsonObject { ["display"] = id },
    };

    private static string NumberIn(Hl7Line pid) =>
        pid.Repetitions(3).Where(number => Hl7Line.Of(number, 4) == Authority && Hl7Line.Of(number, 5) == "MR").Select(number => Hl7Line.Of(number, 1)).FirstOrDefault("");

    private static bool IsTime(string text) => text.Length == 19 && DateTimeOffset.TryParseExact(text, "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture).ToUniversalTime();
}
