using Microsoft.Net.Http.Headers;

namespace Gateway.Rest;

/// <summary>The media types of FHIR JSON, in and out.</summary>
internal static class FhirContent
{
    public const string Json = "application/fhir+json";
    public const string JsonUtf8 = "application/fhir+json; charset=utf-8";

    /// <summary>True for what this server reads: FHIR JSON, in UTF-8, of FHIR version 4.0.</summary>
    public static bool IsFhirJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !IsJsonType(type))
        {
            return false;
        }

        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) && IsVersion4(type);
    }

    /// <summary>True if one of the accepted types is FHIR JSON, or anything at all.</summary>
    public static bool IsAccepted(IList<MediaTypeHeaderValue>? accept) =>
        accept is null or { Count: 0 }
        || accept.Any(type => type.Quality != 0 && IsVersion4(type) && (type.MatchesAllTypes || IsJsonType(type) || IsAnyApplication(type)));

    private static bool IsAnyApplication(MediaTypeHeaderValue type) =>
        type.MatchesAllSubTypes && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase);

    private static bool IsJsonType(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion4(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(p => p.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase)) is not { } version
        || HeaderUtilities.RemoveQuotes(version.Value).Equals("4.0", StringComparison.Ordinal);
}
