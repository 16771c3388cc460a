using Microsoft.AspNetCore.Http.Features;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Faults;

/// <summary>Stands before the FHIR surface and misbehaves as the <see cref="FaultBoard"/> says.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBoard board, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/fhir", out var rest))
        {
            return next(context);
        }

        var isCreate = HttpMethods.IsPost(context.Request.Method) && rest == "/Communication";
        var fault = board.Take(isCreate);
        return fault.Mode switch
        {
            FaultMode.None => next(context),
            FaultMode.Down => DownAsync(context),
            FaultMode.Slow => SlowAsync(context, fault.Delay),
            FaultMode.Error500 => AnswerAsync(context, StatusCodes.Status500InternalServerError, EhrCode.Unavailable, "exception"),
            FaultMode.Refuse => AnswerAsync(context, StatusCodes.Status422UnprocessableEntity, EhrCode.Refused, "business-rule"),
            FaultMode.TimeoutAfterCommit => NeverAnswerAsync(context),
        };
    }

    private static Task DownAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, EhrCode.Unavailable, "transient");
    }

    private static Task AnswerAsync(HttpContext context, int status, EhrCode code, string type) =>
        FhirAnswer.Error(status, new EhrIssue(code, type, "A fault set by /sandbox/faults.")).ExecuteAsync(context);

    private async Task SlowAsync(HttpContext context, TimeSpan delay)
    {
        await WaitAsync(context, delay);
        await next(context);
    }

    private async Task NeverAnswerAsync(HttpContext context)
    {
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await next(context);
        await WaitAsync(context, Timeout.InfiniteTimeSpan);
        context.Abort();
    }

    /// <summary>Waits, unless the caller hangs up or the EHR stops: a fault must not keep the process alive.</summary>
    private async Task WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(delay, clock, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
