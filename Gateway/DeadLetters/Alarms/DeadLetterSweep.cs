using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters.Alarms;

/// <summary>Looks through the dead letters from time to time, as long as the process runs.</summary>
internal sealed class DeadLetterSweep(DeadLetterAlarms alarms, IOptions<DeadLetterOptions> options, TimeProvider clock, ILogger<DeadLetterSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await alarms.LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The store is away: the next look tries again.
                logger.SweepFailed(fault.GetType().Name);
            }
        }
    }
}
