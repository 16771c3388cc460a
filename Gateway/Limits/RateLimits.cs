using System.Threading.RateLimiting;
using Gateway.Access;

namespace Gateway.Limits;

/// <summary>Whose requests are counted together. They are counted once it is known who calls; a refused token counts for nobody.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A client; whoever needs none, because what is asked for is public, counts by address.</summary>
    public static RateLimitPartition<string> OfClient(HttpContext context, CallerReader callers, RateOptions rate) => Bucket(
        context.User.Identity?.IsAuthenticated == true
            ? $"client {callers.Read(context.User).Client}"
            : $"address {context.Connection.RemoteIpAddress}",
        rate);

    /// <summary>The chart of the launch context, over all clients.</summary>
    public static RateLimitPartition<string> OfChart(HttpContext context, CallerReader callers, RateOptions rate) =>
        context.User.Identity?.IsAuthenticated == true && callers.Read(context.User).Chart is { } chart
            ? Bucket(chart.Value, rate)
            : RateLimitPartition.GetNoLimiter(string.Empty);

    private static RateLimitPartition<string> Bucket(string of, RateOptions rate) => RateLimitPartition.GetTokenBucketLimiter(
        of,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        });
}
