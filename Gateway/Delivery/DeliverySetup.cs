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
        services.TryAddSingleton<IEhrConnector, FhirConnector>();
        services.AddSingleton<HandWork>();
        services.AddSingleton<ChartDelivery>();
    }
}
