using Gateway.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Rest;

/// <summary>The one place where a failure that nobody expected, or a bare status, becomes an OperationOutcome.</summary>
internal static class ErrorHandling
{
    private const string TryAgainInSeconds = "5";

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
        var status = failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when StorageFaults.IsUnavailable(failure) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = TryAgainInSeconds;
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            // The type alone: an exception's message may quote what it failed on.
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorHandling).FullName!);
            logger.RequestFailed(context.TraceIdentifier, failure.GetType().Name, FailureSite.Of(failure));
        }

        return ErrorResponses.WriteAsync(context, status, [ErrorResponses.ForStatus(status)]);
    }
}
