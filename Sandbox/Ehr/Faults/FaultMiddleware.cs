using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Sandbox.Ehr.Rest;
using Sandbox.Ehr.Rest.Flavours;

namespace Sandbox.Ehr.Faults;

/// <summary>Stands before the FHIR surface and misbehaves as the <see cref="FaultBoard"/> says.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBoard board, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const string Patient = "Patient/";

    public async Task InvokeAsync(HttpContext context)
    {
        var isPatientMessage = context.Request.Path == PatientMessages.Path;
        if (!context.Request.Path.StartsWithSegments("/fhir", out var rest) && !isPatientMessage)
        {
            await next(context);
            return;
        }

        var isCreate = HttpMethods.IsPost(context.Request.Method) && (isPatientMessage || rest == "/Communication");
        var fault = board.Take(isCreate, isCreate && board.KnowsCharts ? await ChartOfAsync(context.Request) : null);
        await (fault.Mode switch
        {
            FaultMode.None or FaultMode.Tls => next(context),
            FaultMode.Down => DownAsync(context),
            FaultMode.Slow => SlowAsync(context, fault.Delay),
            FaultMode.Error500 => AnswerAsync(context, StatusCodes.Status500InternalServerError, EhrCode.Unavailable, "exception"),
            FaultMode.Refuse => AnswerAsync(context, StatusCodes.Status422UnprocessableEntity, EhrCode.Refused, "business-rule"),
            FaultMode.ChartClosed => AnswerAsync(context, StatusCodes.Status403Forbidden, EhrCode.ChartClosed, "forbidden"),
            FaultMode.MergedPatient => AnswerAsync(context, StatusCodes.Status400BadRequest, EhrCode.MergedPatient, "business-rule", "Communication.subject"),
            FaultMode.TooMany => TooManyAsync(context, fault.Delay),
            FaultMode.Conflict => ConflictAsync(context, StatusCodes.Status409Conflict),
            FaultMode.Precondition => ConflictAsync(context, StatusCodes.Status412PreconditionFailed),
            FaultMode.LostAnswer or FaultMode.CutOff => LoseAnswerAsync(context),
            FaultMode.Malformed or FaultMode.OtherAnswer => AnswerMalformedAsync(context),
            FaultMode.TimeoutAfterCommit => NeverAnswerAsync(context),
            FaultMode.Late => DoLateAsync(context, fault.Delay),
        });
    }

    private static async Task<string?> ChartOfAsync(HttpRequest request)
    {
        request.EnableBuffering();
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("subject", out var subject)
                && subject.ValueKind == JsonValueKind.Object
                && subject.TryGetProperty("reference", out var reference)
                && reference.ValueKind == JsonValueKind.String
                && reference.GetString() is { } text
                && text.StartsWith(Patient, StringComparison.Ordinal)
                ? text[Patient.Length..]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    private static Task DownAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, EhrCode.Unavailable, "transient");
    }

    private static Task TooManyAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return AnswerAsync(context, StatusCodes.Status429TooManyRequests, EhrCode.TooMany, "throttled");
    }

    private static Task AnswerAsync(HttpContext context, int status, EhrCode code, string type, string? expression = null) =>
        FhirAnswer.Error(status, new EhrIssue(code, type, "A fault set by /sandbox/faults.", expression)).ExecuteAsync(context);

    private async Task LoseAnswerAsync(HttpContext context)
    {
        await DoUnheardAsync(context);
        context.Abort();
    }

    private async Task ConflictAsync(HttpContext context, int status)
    {
        await DoAndForgetAnswerAsync(context);
        await AnswerAsync(context, status, EhrCode.InvalidContent, "conflict");
    }

    private async Task DoAndForgetAnswerAsync(HttpContext context)
    {
        var answer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await DoUnheardAsync(context);
        context.Features.Set(answer);
        foreach (var header in context.Response.Headers.Keys.ToList())
        {
            context.Response.Headers.Remove(header);
        }
    }

    private async Task AnswerMalformedAsync(HttpContext context)
    {
        await DoAndForgetAnswerAsync(context);
        context.Response.ContentType = FhirAnswer.MediaType;
        await context.Response.WriteAsync("<html>This is no FHIR.", context.RequestAborted);
    }

    private async Task SlowAsync(HttpContext context, TimeSpan delay)
    {
        await WaitAsync(context, delay);
        await next(context);
    }

    private async Task NeverAnswerAsync(HttpContext context)
    {
        await DoUnheardAsync(context);
        await WaitAsync(context, Timeout.InfiniteTimeSpan);
        context.Abort();
    }

    /// <summary>What was asked is read at once and done after the delay, whoever has hung up meanwhile.</summary>
    private async Task DoLateAsync(HttpContext context, TimeSpan delay)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        await Task.Delay(delay, clock, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (context.Request.Body, context.RequestAborted) = (body, CancellationToken.None);
        await DoUnheardAsync(context);
        context.Abort();
    }

    private Task DoUnheardAsync(HttpContext context)
    {
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        return next(context);
    }

    /// <summary>Waits, unless the caller hangs up or the EHR stops: a fault must not keep the process alive.</summary>
    private async Task WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(delay, clock, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
