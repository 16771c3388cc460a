using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>
/// Starts the couriers' silo and the sweep when the server already listens: that takes longer than the rest of the start,
/// and nobody who posts a message waits for a courier.
/// </summary>
internal sealed class SiloAfterServer(
    IServiceProvider services,
    Couriers couriers,
    IOptions<DeliveryOptions> options,
    IHostApplicationLifetime application,
    TimeProvider clock,
    ILogger<SiloAfterServer> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan _headStart = TimeSpan.FromSeconds(1);

    private Task _start = Task.CompletedTask;
    private CourierSilo? _silo;
    private CourierSweep? _sweep;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _start = Task.Run(StartSiloAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        couriers.Close();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _start.WaitAsync(cancellationToken);
        await (_sweep?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        if (_silo is not null)
        {
            await _silo.StopAsync(cancellationToken);
            await _silo.DisposeAsync();
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StartSiloAsync()
    {
        if (options.Value.Paused)
        {
            logger.DeliveryPaused();
            return;
        }

        // Starting a silo takes all cores for a moment: the first requests come first, until one of them has something to send.
        await Task.WhenAny(couriers.Wanted, Task.Delay(_headStart, clock, application.ApplicationStopping));
        if (application.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        var began = clock.GetTimestamp();
        try
        {
            _silo = await CourierSilo.StartAsync(services);
            couriers.Open(_silo.Grains);
            logger.CouriersReady(clock.GetElapsedTime(began).TotalMilliseconds);
            _sweep = services.GetRequiredService<CourierSweep>();
            await _sweep.StartAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.SiloFailed(fault.GetType().Name);
            Environment.ExitCode = 1;
            application.StopApplication();
        }
    }
}
