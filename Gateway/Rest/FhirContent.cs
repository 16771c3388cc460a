using Gateway.Resources;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Rest;

/// <summary>The media types of FHIR, in and out.</summary>
internal static class FhirContent
{
    public const string Json = "application/fhir+json";
    public const string Xml = "application/fhir+xml";
    public const string JsonUtf8 = "application/fhir+json; charset=utf-8";

    private const string XmlUtf8 = "application/fhir+xml; charset=utf-8";

    /// <summary>What an answer in this format says it is.</summary>
    public static string TypeOf(FhirFormat format) => format switch
    {
        FhirFormat.Json => JsonUtf8,
        FhirFormat.Xml => XmlUtf8,
    };

    /// <summary>The format of a body that says it is this; null for what this server does not read: other types, charsets and FHIR versions.</summary>
    public static FhirFormat? FormatOf(string? contentType) => contentType switch
    {
        Json or JsonUtf8 or "application/json" => FhirFormat.Json,
        Xml or XmlUtf8 => FhirFormat.Xml,
        _ => MediaTypeHeaderValue.TryParse(contentType, out var type) && IsUtf8(type) && IsVersion4(type) ? FormatNamed(type.MediaType) : null,
    };

    /// <summary>The format that a media type without parameters names.</summary>
    public static FhirFormat? FormatNamed(StringSegment mediaType)
    {
        if (Is(mediaType, Json) || Is(mediaType, "application/json") || Is(mediaType, "text/json"))
        {
            return FhirFormat.Json;
        }

        return Is(mediaType, Xml) || Is(mediaType, "application/xml") || Is(mediaType, "text/xml") ? FhirFormat.Xml : null;
    }

    public static bool IsVersion4(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(p => p.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase)) is not { } version
        || HeaderUtilities.RemoveQuotes(version.Value).Equals("4.0", StringComparison.Ordinal);

    private static bool IsUtf8(MediaTypeHeaderValue type)
    {
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Is(StringSegment mediaType, string name) => mediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}
