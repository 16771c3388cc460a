using System.Collections.Concurrent;
using Gateway.References;

namespace Gateway.Delivery;

/// <summary>Wakes the courier of a chart, wherever it is, without anyone waiting for it; where it cannot be reached, this process delivers.</summary>
internal sealed class Couriers(ChartDelivery delivery, IHostApplicationLifetime application, ILogger<Couriers> logger)
{
    private const int Calling = 1;
    private const int CallingAndWokenAgain = 2;

    private readonly ConcurrentDictionary<CourierKey, int> _calls = new();
    private readonly TaskCompletionSource<IGrainFactory> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;

    /// <summary>Completes when the first chart has something to send.</summary>
    public Task Wanted => _wanted.Task;

    /// <summary>Completes when couriers can be called.</summary>
    public Task Ready => _open.Task;

    /// <summary>Says that a chart may have something to send. Never waits and never throws: the sweep catches what is lost here.</summary>
    public void Wake(string connection, PatientId chart)
    {
        if (_closed || !_open.Task.IsCompleted)
        {
            _wanted.TrySetResult();
            return;
        }

        // Wakes that come while one is on its way become one more call after it.
        var key = new CourierKey(connection, chart);
        if (_calls.AddOrUpdate(key, Calling, static (_, _) => CallingAndWokenAgain) == Calling)
        {
            _ = CallAsync(key);
        }
    }

    public void Open(IGrainFactory grains) => _open.TrySetResult(grains);

    public void Close() => _closed = true;

    private async Task CallAsync(CourierKey key)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var grains = await _open.Task;
            var courier = grains.GetGrain<IChartCourier>(key.ToString());
            do
            {
                await courier.WakeAsync();
            }
            while (!_calls.TryRemove(KeyValuePair.Create(key, Calling)) && _calls.TryUpdate(key, Calling, CallingAndWokenAgain));
        }
        catch (Exception fault)
        {
            logger.WakeLost(key, fault.GetType().Name);
            await DeliverHereAsync(key);
            _calls.TryRemove(key, out _);
        }
    }

    /// <summary>
    /// The courier's process has died, and until the cluster knows, its charts need not wait for that: one courier a chart is speed, and if there are two
    /// after all, they meet at a row's revision.
    /// </summary>
    private async Task DeliverHereAsync(CourierKey key)
    {
        try
        {
            await delivery.DeliverAsync(key, application.ApplicationStopping);
        }
        catch (Exception fault)
        {
            // The store cannot be read: the row stays due, and the sweep comes back to it.
            logger.CourierStopped(key.ToString(), fault.GetType().Name);
        }
    }
}
