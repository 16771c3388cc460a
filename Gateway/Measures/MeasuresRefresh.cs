using Microsoft.Extensions.Options;

namespace Gateway.Measures;

/// <summary>Takes the measures of the last hours anew from time to time, while somebody watches.</summary>
internal sealed class MeasuresRefresh(
    MeasuresReader reader, MeasuresMetrics metrics, IOptions<MeasuresOptions> options, TimeProvider clock, ILogger<MeasuresRefresh> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RefreshSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (metrics.IsWatched)
            {
                await RefreshAsync(stoppingToken);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            var time = await reader.ReadAsync(now - TimeSpan.FromHours(options.Value.WindowHours), now, cancellationToken);
            metrics.Tell(MeasuresPolicy.Of(time, now, options.Value.SmallestGroup));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store is away: the last measures stand until the next round.
            logger.NotMeasured(fault.GetType().Name);
        }
    }
}
