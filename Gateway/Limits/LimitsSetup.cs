using System.Threading.RateLimiting;
using Gateway.Access;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>The limits of the whole server: how often, how long, how many at once.</summary>
internal static class LimitsSetup
{
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        builder.Services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateOnStart();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitsOptions>, CallerReader>((limiter, limits, callers) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimits.OfClient(context, callers, limits.Value.PerClient)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimits.OfChart(context, callers, limits.Value.PerChart)));
            limiter.OnRejected = (rejected, _) => new ValueTask(LimitAnswers.TooManyAsync(rejected));
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitsOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(limits.Value.RequestSeconds),
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                WriteTimeoutResponse = LimitAnswers.TookTooLongAsync,
            });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitsOptions>>((kestrel, limits) =>
        {
            kestrel.Limits.MaxConcurrentConnections = limits.Value.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        });
        return builder;
    }
}
