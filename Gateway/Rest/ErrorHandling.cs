using System.Globalization;
using Gateway.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Rest;

/// <summary>The one place where a failure that nobody expected, or a bare status, becomes an OperationOutcome.</summary>
internal static class ErrorHandling
{
    /// <summary>When a store that is away is asked again.</summary>
    public static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static IApplicationBuilder UseFhirErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerFailureAsync, SuppressDiagnosticsCallback = _ => true });
        return app.UseStatusCodePages(context => AnswerStatusAsync(context.HttpContext));
    }

    private static Task AnswerStatusAsync(HttpContext context) =>
        ErrorResponses.WriteAsync(context, context.Response.StatusCode, [ErrorResponses.ForStatus(context.Response.StatusCode)]);

    private static Task AnswerFailureAsync(HttpContext context)
    {
        RequestIds.Echo(context);
        var failure = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        var status = StatusOf(context, failure);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = TryAgainIn.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return ErrorResponses.WriteAsync(context, status, [ErrorResponses.ForStatus(status)]);
    }

    /// <summary>The status that a failure is answered with; what is the server's own fault is logged.</summary>
    public static int StatusOf(HttpContext context, Exception failure)
    {
        var status = failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when StorageFaults.IsUnavailable(failure) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status >= StatusCodes.Status500InternalServerError)
        {
            // The type alone: an exception's message may quote what it failed on.
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorHandling).FullName!);
            logger.RequestFailed(context.TraceIdentifier, failure.GetType().Name, FailureSite.Of(failure));
        }

        return status;
    }
}
