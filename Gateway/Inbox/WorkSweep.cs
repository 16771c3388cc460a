using Microsoft.Extensions.Options;

namespace Gateway.Inbox;

/// <summary>Looks through the inboxes from time to time, as long as the process runs.</summary>
internal sealed class WorkSweep(WorkAlarms alarms, IOptions<InboxOptions> options, TimeProvider clock, ILogger<WorkSweep> logger) : BackgroundService
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
