using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Gateway.Delivery;

/// <summary>
/// The Orleans silo that the couriers live in. Its container is its own, and so is not there before it is needed: its few
/// hundred services would be the larger half of the gateway's (ADR 0013).
/// </summary>
internal sealed class CourierSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService _silo;

    private CourierSilo(ServiceProvider services) => (_services, _silo) = (services, services.GetRequiredService<IHostedService>());

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public static async Task<CourierSilo> StartAsync(IServiceProvider gateway)
    {
        var silo = new CourierSilo(Services(gateway).BuildServiceProvider());
        // To its end, also when the process is told to stop meanwhile: a silo that is half started cannot be stopped.
        await silo._silo.StartAsync(CancellationToken.None);
        return silo;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _silo.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceCollection Services(IServiceProvider gateway)
    {
        var services = new ServiceCollection();
        // What a courier asks for, and what the silo writes to and stops with.
        Share<ChartDelivery>();
        Share<IHostApplicationLifetime>();
        Share<ILoggerFactory>();
        Share<TimeProvider>();
        services.AddLogging();
        services.AddOrleans(silo => CourierCluster.Join(silo, gateway.GetRequiredService<IOptions<DeliveryOptions>>().Value));
        // A courier that ends with its process lets the send in hand end first.
        services.Configure<GrainCollectionOptions>(collection => collection.DeactivationTimeout = gateway.GetRequiredService<StopLimit>().Longest);
        return services;

        void Share<T>()
            where T : class => services.AddSingleton(gateway.GetRequiredService<T>());
    }
}
