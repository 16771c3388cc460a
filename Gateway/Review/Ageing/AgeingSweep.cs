using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Review.Ageing;

/// <summary>Looks through the queue from time to time, as long as the process runs.</summary>
internal sealed class AgeingSweep(AgeingAlarms alarms, IOptions<AgeingOptions> options, TimeProvider clock, ILogger<AgeingSweep> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, alarms.LookAsync, logger.SweepFailed, stoppingToken);
}
