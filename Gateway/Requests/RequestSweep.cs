using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Requests;

/// <summary>Looks through the requests with a schedule from time to time, as long as the process runs.</summary>
internal sealed class RequestSweep(RequestSteps steps, IOptions<RequestOptions> options, TimeProvider clock, ILogger<RequestSweep> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, steps.LookAsync, logger.SweepFailed, stoppingToken);
}
