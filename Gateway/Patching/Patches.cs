using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Reads patches: JSON Patch (RFC 6902), and FHIRPath Patch, which is a Parameters resource.</summary>
internal static class Patches
{
    public const string JsonPatchMedia = "application/json-patch+json";
    public const string XmlPatchMedia = "application/xml-patch+xml";

    /// <summary>As many operations as a patch may have; each costs a walk through the resource.</summary>
    public const int MaxOperations = 1_000;

    /// <summary>Reads a body in JSON. A Parameters resource in XML is parsed by who received it, and goes to <see cref="Of"/>.</summary>
    /// <param name="mediaType">Without its parameters.</param>
    /// <param name="body">The body as received.</param>
    public static PatchReading Read(string? mediaType, ReadOnlyMemory<byte> body) => mediaType?.ToLowerInvariant() switch
    {
        JsonPatchMedia => JsonPatchReader.Read(body),
        "application/fhir+json" or "application/json" => FhirJson.TryParse<Parameters>(body, out var parameters, out var issues)
            ? Of(parameters)
            : new PatchReading.Malformed(issues),
        XmlPatchMedia => new PatchReading.UnsupportedMedia(new Issue(
            OperationOutcome.IssueType.NotSupported, $"XML Patch is not supported: send JSON Patch as {JsonPatchMedia}, or FHIRPath Patch as a Parameters resource.")),
        _ => new PatchReading.UnsupportedMedia(new Issue(
            OperationOutcome.IssueType.NotSupported, $"A patch is {JsonPatchMedia}, or a Parameters resource as application/fhir+json or application/fhir+xml.")),
    };

    /// <summary>Reads a FHIRPath Patch.</summary>
    public static PatchReading Of(Parameters parameters) => FhirPathPatchReader.Read(parameters);
}
