using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>Looks what is due from time to time, as long as the process runs. Steps do not wait for sends: a slow mail server delays nobody's alarm.</summary>
internal sealed class OnCallSweep(Escalations escalations, Notices notices, IOptions<OnCallOptions> options, TimeProvider clock, ILogger<OnCallSweep> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(escalations.LookAsync, stoppingToken), RepeatAsync(notices.LookAsync, stoppingToken));

    private Task RepeatAsync(Func<CancellationToken, Task> lookAsync, CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, lookAsync, logger.SweepFailed, stoppingToken);
}
