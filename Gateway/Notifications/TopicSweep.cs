using Gateway.Storage;
using Gateway.Topics;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>Looks what happened and what is due from time to time, as long as the process runs. Neither waits for the other, nor for an endpoint.</summary>
internal sealed class TopicSweep(
    EventNumbering numbering, Sends sends, EventRetention retention, IOptions<TopicsOptions> options, TimeProvider clock, ILogger<TopicSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await sends.EndAsync().WaitAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var often = TimeSpan.FromSeconds(options.Value.SweepSeconds);
        return Task.WhenAll(
            RepeatAsync(often, numbering.LookAsync, stoppingToken),
            RepeatAsync(often, sends.LookAsync, stoppingToken),
            RepeatAsync(Hour, RetainAsync, stoppingToken));
    }

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        while (await retention.RemoveAsync(cancellationToken) > 0)
        {
        }
    }

    private Task RepeatAsync(TimeSpan period, Func<CancellationToken, Task> lookAsync, CancellationToken stoppingToken) =>
        Rounds.RepeatAsync(period, clock, lookAsync, logger.SweepFailed, stoppingToken);
}
