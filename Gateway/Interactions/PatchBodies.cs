using System.Diagnostics;
using Gateway.Patching;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.Net.Http.Headers;

namespace Gateway.Interactions;

/// <summary>Reads the body of a PATCH: JSON Patch, or FHIRPath Patch in either format of FHIR.</summary>
internal static class PatchBodies
{
    public static async ValueTask<(Patch? Patch, Refused? Objection)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var media = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value : null;
        var isXml = FhirContent.FormatOf(request.ContentType) == FhirFormat.Xml;
        return Of(isXml ? await OfXmlAsync(request, limit, cancellationToken) : Patches.Read(media, await RequestBody.ReadAsync(request, limit, cancellationToken)));
    }

    private static async ValueTask<PatchReading> OfXmlAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var body = await FhirBody.ReadAsync(request, limit, cancellationToken);
        return body.TryParse<Parameters>(out var parameters, out var issues) ? Patches.Of(parameters) : new PatchReading.Malformed(issues);
    }

    /// <summary>The patch, or why there is none.</summary>
    public static (Patch? Patch, Refused? Objection) Of(PatchReading reading) => reading switch
    {
        PatchReading.Readable readable => (readable.Patch, null),
        PatchReading.Malformed malformed => (null, new Refused(StatusCodes.Status400BadRequest, malformed.Issues)),
        PatchReading.UnsupportedMedia unsupported => (null, new Refused(StatusCodes.Status415UnsupportedMediaType, [unsupported.Issue])),
        _ => throw new UnreachableException(),
    };
}
