using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Fhir.Profiles;

/// <summary>Reads what this assembly ships, as strictly as if a client had sent it.</summary>
internal static class FhirDocuments
{
    private static readonly FhirJsonDeserializer Strict = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));

    public static Resource Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return Strict.DeserializeResource(ref reader);
    }
}
