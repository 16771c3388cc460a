using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>Looks what is due from time to time, as long as the process runs. Steps do not wait for sends: a slow mail server delays nobody's alarm.</summary>
internal sealed class OnCallSweep(Escalations escalations, Notices notices, IOptions<OnCallOptions> options, TimeProvider clock, ILogger<OnCallSweep> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(escalations.LookAsync, stoppingToken), RepeatAsync(notices.LookAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> lookAsync, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The store is away: the next look tries again.
                logger.SweepFailed(fault.GetType().Name);
            }
        }
    }
}
