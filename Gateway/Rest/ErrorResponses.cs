using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>Every answer that is not the resource asked for: a status and an OperationOutcome.</summary>
internal static class ErrorResponses
{
    public static readonly Issue AllWell = new(OperationOutcome.IssueType.Informational, "All OK.")
    {
        Severity = OperationOutcome.IssueSeverity.Information,
    };

    public static System.Threading.Tasks.Task WriteAsync(HttpContext context, int status, IReadOnlyList<Issue> issues)
    {
        context.Response.StatusCode = status;
        AdviceHeader.Put(context.Response, issues);
        return FhirAnswer.WriteWholeAsync(context, OperationOutcomes.Of(issues));
    }

    /// <summary>The sentence for a status that no endpoint explained: routing, authorization and limits answer with bare codes.</summary>
    public static Issue ForStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(OperationOutcome.IssueType.Login, "Sign in: a valid bearer token for this server is needed."),
        StatusCodes.Status403Forbidden => new(OperationOutcome.IssueType.Forbidden, "This token does not allow that."),
        StatusCodes.Status404NotFound => new(OperationOutcome.IssueType.NotFound, "There is nothing here: the type is not served, or the id is not known to you."),
        StatusCodes.Status405MethodNotAllowed => new(OperationOutcome.IssueType.NotSupported, "This interaction is not supported here; GET metadata lists what is."),
        StatusCodes.Status410Gone => new(OperationOutcome.IssueType.Deleted, "This resource was deleted."),
        StatusCodes.Status413PayloadTooLarge => new(OperationOutcome.IssueType.TooLong, "The body is larger than this server takes."),
        StatusCodes.Status408RequestTimeout => new(OperationOutcome.IssueType.Timeout, "The body did not arrive in time."),
        StatusCodes.Status429TooManyRequests => new(OperationOutcome.IssueType.Throttled, "Too many requests. Try again after Retry-After."),
        StatusCodes.Status503ServiceUnavailable => new(OperationOutcome.IssueType.Transient, "The server cannot answer at the moment. Try again shortly."),
        >= 500 => new(OperationOutcome.IssueType.Exception, "The server failed to answer; it has been logged under this request's id. Nothing was stored unless you were told so."),
        _ => new(OperationOutcome.IssueType.Processing, "The request could not be processed."),
    };
}
