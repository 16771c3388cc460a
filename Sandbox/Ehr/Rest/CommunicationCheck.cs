using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest;

/// <summary>What the EHR demands of a Communication before it files it.</summary>
internal static class CommunicationCheck
{
    private static readonly Lazy<FhirJsonDeserializer> _parser =
        new(() => new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict)));

    /// <summary>The status to answer and why, or nothing when the message may be filed.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="root">The same, as JSON.</param>
    /// <param name="directory">Whose charts there are.</param>
    public static (int Status, IReadOnlyList<EhrIssue> Issues)? Fault(ReadOnlySpan<byte> body, JsonElement root, ClinicDirectory directory)
    {
        // The FHIR parser throws, instead of reporting, when the root is not an object.
        if (root.ValueKind != JsonValueKind.Object)
        {
            return (StatusCodes.Status400BadRequest, [new EhrIssue(EhrCode.Malformed, "structure", "The body is not a resource.")]);
        }

        var reader = new Utf8JsonReader(body);
        if (!_parser.Value.TryDeserializeResource(ref reader, out var resource, out var problems))
        {
            return (StatusCodes.Status400BadRequest, [.. problems.Select(AsIssue)]);
        }

        return resource is Communication message
            ? Rule(message, directory) is { } issue ? (StatusCodes.Status422UnprocessableEntity, [issue]) : null
            : (StatusCodes.Status400BadRequest, [new EhrIssue(EhrCode.InvalidContent, "invalid", "The body is not a Communication.")]);
    }

    /// <summary>Runs one message through the parser, so that the first sender does not wait for the FHIR model to load.</summary>
    public static void WarmUp()
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes("""{"resourceType":"Communication","status":"completed"}"""));
        _parser.Value.TryDeserializeResource(ref reader, out _, out _);
    }

    private static EhrIssue? Rule(Communication message, ClinicDirectory directory)
    {
        if (message.Payload.Count == 0)
        {
            return new EhrIssue(EhrCode.InvalidContent, "required", "A message needs a payload.", "Communication.payload");
        }

        const string At = "Communication.subject";
        if (message.Subject?.Reference is not { } subject || !subject.StartsWith("Patient/", StringComparison.Ordinal))
        {
            return new EhrIssue(EhrCode.InvalidSubject, "required", "A message needs a subject of the form Patient/id.", At);
        }

        return directory.Find("Patient", subject["Patient/".Length..]) switch
        {
            null => new EhrIssue(EhrCode.InvalidSubject, "value", "The subject is not a patient of this EHR.", At),
            { ReplacedBy: { } survivor } =>
                new EhrIssue(EhrCode.MergedPatient, "business-rule", $"The subject was merged into {survivor}.", At),
            _ => null,
        };
    }

    private static EhrIssue AsIssue(CodedException problem) =>
        new(EhrCode.InvalidContent, "structure", $"{problem.ErrorCode}: {problem.Message}");
}
