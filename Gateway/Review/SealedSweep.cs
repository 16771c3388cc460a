using Microsoft.Extensions.Options;

namespace Gateway.Review;

/// <summary>Destroys sealed content whose retention has ended.</summary>
internal sealed class SealedSweep(SealedContent content, IOptions<ReviewOptions> options, TimeProvider clock, ILogger<SealedSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.SweepMinutes), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await content.DestroyEndedAsync(cancellationToken) is > 0 and var destroyed)
            {
                logger.Destroyed(destroyed);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store is away: the next round tries again.
            logger.SweepFailed(fault.GetType().Name);
        }
    }
}
