using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sandbox.Ehr.Rest;

/// <summary>Which representations the EHR speaks: JSON, in UTF-8, and nothing else.</summary>
internal static class Negotiation
{
    public static bool Accepts(HttpRequest request)
    {
        if (request.Query.TryGetValue("_format", out var format) && !StringValues.IsNullOrEmpty(format))
        {
            // A plus in a URL arrives as a space.
            var name = format.ToString().Split(';')[0].Replace(' ', '+').Trim();
            return name is "json" or "application/json" or "application/fhir+json" or "text/json";
        }

        var accept = request.Headers.Accept;
        return StringValues.IsNullOrEmpty(accept)
            || (MediaTypeHeaderValue.TryParseList(accept, out var ranges) && ranges.Any(IsOurs));
    }

    public static bool IsJsonBody(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Value is "application/fhir+json" or "application/json"
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static bool IsOurs(MediaTypeHeaderValue range) =>
        range.Quality is not 0 && range.MediaType.Value is "*/*" or "application/*" or "application/fhir+json" or "application/json";
}
