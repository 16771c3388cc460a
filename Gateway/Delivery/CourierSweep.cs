using Gateway.Connections;
using Gateway.References;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>Wakes the couriers of due messages whose wake-up was lost, whose retry has come, or whose process died.</summary>
internal sealed class CourierSweep(
    OutboxReader outbox,
    Couriers couriers,
    DeliveryMetrics metrics,
    IOptions<DeliveryOptions> options,
    IOptions<EhrOptions> ehr,
    TimeProvider clock,
    ILogger<CourierSweep> logger) : BackgroundService
{
    private const int PageSize = 1000;

    // Bounds one sweep; the next goes on where it ended, so that no chart starves behind a thousand busy ones.
    private const int MaxPages = 8;

    private static readonly TimeSpan _backlogInterval = TimeSpan.FromSeconds(10);

    private string _after = "";
    private DateTimeOffset _backlogDueAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepIntervalSeconds), clock);
        do
        {
            await SweepOnceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WakeDueAsync(cancellationToken);
            await CountBacklogAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store is away. Giving up here would leave every later retry to a restart.
            logger.SweepFailed(fault.GetType().Name);
        }
    }

    private async Task WakeDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var page = 0; page < MaxPages; page++)
        {
            var waiting = await outbox.WaitingChartsAsync(ehr.Value.Name, _after, PageSize, cancellationToken);
            foreach (var chart in waiting.Where(chart => chart.DueAt <= now))
            {
                couriers.Wake(ehr.Value.Name, new PatientId(chart.Chart));
            }

            if (waiting.Count < PageSize)
            {
                _after = "";
                return;
            }

            _after = waiting[^1].Chart;
        }
    }

    private async Task CountBacklogAsync(CancellationToken cancellationToken)
    {
        if (metrics.WantsBacklog && clock.GetUtcNow() >= _backlogDueAt)
        {
            _backlogDueAt = clock.GetUtcNow() + _backlogInterval;
            metrics.Backlog(await outbox.BacklogAsync(ehr.Value.Name, cancellationToken));
        }
    }
}
