using Microsoft.Net.Http.Headers;

namespace Sandbox.Ehr.Rest;

/// <summary>An answer in FHIR JSON that is already bytes.</summary>
internal sealed record FhirAnswer(int Status, ReadOnlyMemory<byte> Body) : IResult
{
    public const string MediaType = "application/fhir+json";

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public string? Allow { get; init; }

    public static FhirAnswer Error(int status, params IReadOnlyList<EhrIssue> issues) => new(status, OutcomeJson.Of(issues));

    public static FhirAnswer Unknown(string type, string id) =>
        Error(StatusCodes.Status404NotFound, new EhrIssue(EhrCode.NotFound, "not-found", $"There is no {type}/{id} here, or not for you."));

    public static FhirAnswer Forbidden(string reason) =>
        Error(StatusCodes.Status403Forbidden, new EhrIssue(EhrCode.NotAuthorized, "forbidden", reason));

    public static FhirAnswer NotAllowed(string allowed) =>
        Error(StatusCodes.Status405MethodNotAllowed,
            new EhrIssue(EhrCode.NotAllowed, "not-supported", $"This EHR takes {allowed} here and nothing else.")) with
        { Allow = allowed };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        SetIf(response, HeaderNames.ETag, ETag);
        SetIf(response, HeaderNames.Location, Location);
        SetIf(response, HeaderNames.Allow, Allow);
        if (Body.IsEmpty)
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentType = MediaType + "; charset=utf-8";
        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted);
        }
    }

    private static void SetIf(HttpResponse response, string header, string? value)
    {
        if (value is not null)
        {
            response.Headers[header] = value;
        }
    }
}
