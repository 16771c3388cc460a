using Gateway.Connections;
using Gateway.Delivery.Dialects;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>The door of delivery: the connector, the couriers and the silo they live in.</summary>
internal static class DeliverySetup
{
    public static WebApplicationBuilder AddDelivery(this WebApplicationBuilder builder)
    {
        AddSending(builder.Services);
        builder.Services.AddSingleton<Couriers>();
        builder.Services.AddSingleton<CourierSweep>();
        builder.Services.AddHostedService<SiloAfterServer>();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Measures the machine's uptime at its first look, and reports that as a stall.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        return builder;
    }

    /// <summary>What one chart's delivery needs, without the couriers that call it.</summary>
    internal static void AddSending(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<SendLimit>();
        services.AddSingleton<IValidateOptions<DeliveryOptions>>(provider => provider.GetRequiredService<SendLimit>());
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<OutboxReader>();
        services.AddSingleton<Retractions>();
        services.TryAddSingleton(ConnectorOf);
        services.AddSingleton<HandWork>();
        services.AddSingleton<ChartDelivery>();
    }

    private static IEhrConnector ConnectorOf(IServiceProvider services)
    {
        var (ehr, clock) = (services.GetRequiredService<EhrClient>(), services.GetRequiredService<TimeProvider>());
        var options = services.GetRequiredService<IOptions<EhrOptions>>().Value;
        return options.Connector switch
        {
            EhrKind.Generic => new FhirConnector(ehr, services.GetRequiredService<Retractions>()),
            EhrKind.Epic => new CreateOnlyConnector(ehr, new EpicDialect(), new ConnectionPause(clock), clock),
            EhrKind.Oracle => new CreateOnlyConnector(ehr, new OracleDialect(options.Oracle!), new ConnectionPause(clock), clock),
        };
    }
}
