using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>FHIR resources attached as JSON.</summary>
internal static class FhirDocuments
{
    /// <summary>JSON that cannot be read as a resource may hold anybody's data, so it counts as unreadable, not as harmless.</summary>
    public static AttachedDocument ReadJson(byte[] data) => FhirJson.ReadLenient<Resource>(data) switch
    {
        { } resource when ModelInfo.IsKnownResource(resource.TypeName) => new AttachedDocument.Fhir(resource),
        _ => new AttachedDocument.Unreadable(),
    };
}
