using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.RateLimiting;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Limits;

/// <summary>What is answered at a limit of the server: when to try again, and nothing about whose limit it was.</summary>
internal static class LimitAnswers
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static Task TooManyAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var asked) ? asked : TimeSpan.Zero;
        SetRetryAfter(rejected.HttpContext, wait);
        return ErrorResponses.WriteAsync(
            rejected.HttpContext, StatusCodes.Status429TooManyRequests, [ErrorResponses.ForStatus(StatusCodes.Status429TooManyRequests)]);
    }

    /// <summary>503 and not 504: it was this server that gave up, and not one behind it; and clients repeat a 503 by themselves.</summary>
    public static Task TookTooLongAsync(HttpContext context)
    {
        // The request's own token is what has just run out.
        context.RequestAborted = CancellationToken.None;
        SetRetryAfter(context, TryAgainIn);
        return ErrorResponses.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            [
                new Issue(
                    OperationOutcome.IssueType.Timeout,
                    "The server gave up, because this took too long. What was to be written may have been: repeat it under the same Idempotency-Key."),
            ]);
    }

    private static void SetRetryAfter(HttpContext context, TimeSpan wait) => context.Response.Headers.RetryAfter =
        Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
