using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters.Alarms;

/// <summary>Looks through the dead letters from time to time, as long as the process runs.</summary>
internal sealed class DeadLetterSweep(DeadLetterAlarms alarms, IOptions<DeadLetterOptions> options, TimeProvider clock, ILogger<DeadLetterSweep> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, alarms.LookAsync, logger.SweepFailed, stoppingToken);
}
