using Orleans.Placement;

namespace Gateway.Delivery;

/// <summary>Keeps a chart's messages in order: being the chart's only activation, it has one delivery under way at most.</summary>
[CollectionAgeLimit(Minutes = 2)]
[RandomPlacement]
internal sealed class ChartCourier(ChartDelivery delivery, IHostApplicationLifetime application, ILogger<ChartCourier> logger)
    : Grain, IChartCourier
{
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(application.ApplicationStopping);
    private Task _round = Task.CompletedTask;
    private bool _woken;

    public Task WakeAsync()
    {
        _woken = true;
        if (_round.IsCompleted)
        {
            _round = RoundAsync();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _round.WaitAsync(cancellationToken);
        _stopping.Dispose();
    }

    private async Task RoundAsync()
    {
        // The caller of WakeAsync must not wait for the store, whose SQLite driver reads synchronously.
        await Task.Yield();
        if (!CourierKey.TryParse(this.GetPrimaryKeyString(), out var chart))
        {
            return;
        }

        try
        {
            while (_woken && !_stopping.IsCancellationRequested)
            {
                _woken = false;
                if (await delivery.DeliverAsync(chart, _stopping.Token) is ChartRest.Superseded or ChartRest.Crowded)
                {
                    // The sweep wakes the chart again, wherever chance then puts its courier.
                    DeactivateOnIdle();
                    return;
                }
            }
        }
        catch (Exception fault)
        {
            // The store cannot be read: the row stays due, and the sweep comes back to it.
            logger.CourierStopped(chart.ToString(), fault.GetType().Name);
        }
    }
}
