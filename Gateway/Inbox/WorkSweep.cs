using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Inbox;

/// <summary>Looks through the inboxes from time to time, as long as the process runs.</summary>
internal sealed class WorkSweep(WorkAlarms alarms, IOptions<InboxOptions> options, TimeProvider clock, ILogger<WorkSweep> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, alarms.LookAsync, logger.SweepFailed, stoppingToken);
}
