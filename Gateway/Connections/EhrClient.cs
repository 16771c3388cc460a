using System.Net;
using System.Net.Http.Headers;
using Gateway.References;

namespace Gateway.Connections;

/// <summary>The one way to the EHR's FHIR API: a call becomes a closed result, whatever the network does.</summary>
internal sealed class EhrClient(HttpClient http, TimeProvider clock, ILogger<EhrClient> logger)
{
    public const string FhirJson = "application/fhir+json";

    private static readonly MediaTypeWithQualityHeaderValue _fhirJson = new(FhirJson);
    private static readonly MediaTypeHeaderValue _fhirJsonBody = new(FhirJson) { CharSet = "utf-8" };

    /// <summary>Reads, or searches by ids; quick retries are inside. What identifies a person goes through <see cref="SearchAsync"/>.</summary>
    /// <param name="relativeUrl">Below the FHIR base, as in <c>Patient/susie-smith</c> or <c>RelatedPerson?patient=x</c>.</param>
    /// <param name="cancellationToken">The caller's own; the configured timeout applies besides.</param>
    public async Task<EhrAnswer> ReadAsync(string relativeUrl, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, RelativeUri(relativeUrl));
        return await AskAsync(request, cancellationToken);
    }

    /// <summary>Searches by POST, so that what identifies a person stands in the body: addresses end up in access logs, also of proxies.</summary>
    public async Task<EhrAnswer> SearchAsync(
        string resourceType, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        using var request = ReadRequest.MarkSearch(new HttpRequestMessage(HttpMethod.Post, RelativeUri($"{resourceType}/_search")));
        request.Content = new FormUrlEncodedContent(parameters);

        // A search that finds nothing is answered with an empty Bundle; these say that there is no search.
        return await AskAsync(request, cancellationToken) switch
        {
            EhrAnswer.NotFound => new EhrAnswer.Refused(404, "404"),
            EhrAnswer.Gone => new EhrAnswer.Refused(410, "410"),
            var answer => answer,
        };
    }

    /// <summary>Creates once: a POST is never repeated here, because an unanswered one may have happened.</summary>
    public Task<EhrCreation> CreateAsync(string resourceType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CreateAsync(resourceType, FhirJson, content, cancellationToken);

    /// <inheritdoc cref="CreateAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="address">The type, or an address on the EHR's server.</param>
    /// <param name="mediaType">What the content is.</param>
    /// <param name="content">As UTF-8.</param>
    /// <param name="cancellationToken">The caller's own; the configured timeout applies besides.</param>
    public async Task<EhrCreation> CreateAsync(string address, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var resourceType = address[(address.LastIndexOf('/') + 1)..];
        using var request = new HttpRequestMessage(HttpMethod.Post, RelativeUri(address));
        request.Content = new ReadOnlyMemoryContent(content);
        request.Content.Headers.ContentType = mediaType == FhirJson ? _fhirJsonBody : new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        request.Headers.TryAddWithoutValidation("Prefer", "return=minimal");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return await CreationAsync(response, resourceType, cancellationToken);
        }
        catch (Exception fault) when (EhrFault.IsExpected(fault) && !cancellationToken.IsCancellationRequested)
        {
            var code = Report(fault);
            return EhrFault.MayHaveLeft(fault) ? new EhrCreation.Unanswered(code) : new EhrCreation.Unavailable(code);
        }
    }

    /// <summary>Replaces a resource, if it is still of the version that was read; to do so twice changes nothing more.</summary>
    /// <param name="relativeUrl">As in <c>Communication/id</c>.</param>
    /// <param name="version">The version that was read, if the EHR told it.</param>
    /// <param name="content">The resource as UTF-8 FHIR JSON.</param>
    /// <param name="cancellationToken">The caller's own; the configured timeout applies besides.</param>
    public async Task<EhrAnswer> UpdateAsync(string relativeUrl, string? version, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, RelativeUri(relativeUrl));
        request.Content = new ReadOnlyMemoryContent(content);
        request.Content.Headers.ContentType = _fhirJsonBody;
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"W/\"{version}\"");
        }

        return await AskAsync(request, cancellationToken);
    }

    private async Task<EhrAnswer> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(_fhirJson);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Answer(response, body);
        }
        catch (Exception fault) when (EhrFault.IsExpected(fault) && !cancellationToken.IsCancellationRequested)
        {
            return new EhrAnswer.Unavailable(Report(fault));
        }
    }

    private EhrAnswer Answer(HttpResponseMessage response, byte[] body) => (int)response.StatusCode switch
    {
        200 or 201 => new EhrAnswer.Found(body),
        404 => new EhrAnswer.NotFound(),
        410 => new EhrAnswer.Gone(),
        401 or 408 or 425 or 429 or >= 500 => new EhrAnswer.Unavailable(EhrFault.CodeOf(response.StatusCode, body), RetryAfter(response, clock)),
        var status => new EhrAnswer.Refused(status, EhrFault.CodeOf(response.StatusCode, body)),
    };

    private async Task<EhrCreation> CreationAsync(HttpResponseMessage response, string resourceType, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            return new EhrCreation.Created(IdIn(response.Headers.Location, resourceType));
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var code = EhrFault.CodeOf(response.StatusCode, body);
        return (int)response.StatusCode switch
        {
            409 or 412 => new EhrCreation.Conflict(code),
            400 or 410 or 413 or 415 or 422 => new EhrCreation.Refused(code, EhrFault.ElementOf(resourceType, body)),
            _ when EhrFault.IsChartClosed(code) => new EhrCreation.Refused(code),

            // A proxy's words, or those of who waits no longer for the rest of a request: not those of who does the work.
            408 or 502 or 504 => new EhrCreation.Unanswered(code),

            // 401, 403, 404, 405 and 3xx say that the gateway is misconfigured or a proxy stands in: that can be mended,
            // and the message is not at fault.
            _ => new EhrCreation.Unavailable(code, RetryAfter(response, clock)),
        };
    }

    /// <summary>The id in <c>[base]/Communication/id</c> or <c>[base]/Communication/id/_history/version</c>.</summary>
    private static string? IdIn(Uri? location, string resourceType)
    {
        var segments = location?.OriginalString.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var type = Array.LastIndexOf(segments, resourceType);
        return type >= 0 && type + 1 < segments.Length && FhirId.IsValid(segments[type + 1]) ? segments[type + 1] : null;
    }

    /// <summary>How long the EHR asks to be left alone; none if it does not.</summary>
    internal static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private string Report(Exception fault)
    {
        var code = EhrFault.CodeOf(fault);
        logger.EhrUnavailable(code, fault.GetType().Name);
        return code;
    }

    private static Uri RelativeUri(string relativeUrl) => new(relativeUrl, UriKind.RelativeOrAbsolute);
}
