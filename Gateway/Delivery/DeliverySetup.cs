using Gateway.Charts;
using Gateway.Connections;
using Gateway.Delivery.Dialects;
using Gateway.Mllp;
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
        builder.Services.AddSingleton<StopLimit>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StopLimit>());
        builder.Services.AddHostedService<SiloAfterServer>();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Measures the machine's uptime at its first look, and reports that as a stall.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Of a gateway that died each call to it tells anew; that it is taken for dead stands in the log once, and the sweep wakes its charts.
        builder.Logging.AddFilter("Orleans.Messaging", LogLevel.Critical);
        builder.Logging.AddFilter("Polly", LogLevel.Critical);
        return builder;
    }

    /// <summary>What one chart's delivery needs, without the couriers that call it.</summary>
    internal static void AddSending(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<SendLimit>();
        services.AddSingleton<IValidateOptions<DeliveryOptions>>(provider => provider.GetRequiredService<SendLimit>());
        services.AddSingleton<IValidateOptions<DeliveryOptions>, SharedStore>();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<ConnectionGate>();
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
            EhrKind.Epic => new CreateOnlyConnector(ehr, new EpicDialect(), clock),
            EhrKind.Oracle => new CreateOnlyConnector(ehr, new OracleDialect(options.Oracle!), clock),
            EhrKind.Hl7v2 => Hl7v2Of(ehr, options, clock),
        };
    }

    private static Hl7v2Connector Hl7v2Of(EhrClient ehr, EhrOptions options, TimeProvider clock)
    {
        var hl7v2 = options.Hl7v2!;
        var receiver = new MllpClient(
            MllpEndpoint.Of(hl7v2.Address!, hl7v2.TrustFile, hl7v2.CertificateFile), hl7v2.Connections, TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        return new Hl7v2Connector(
            ehr, new EhrResources(options.BaseAddress.ToString()), new MdmDialect(hl7v2, options.BaseAddress), receiver, AckPolicy.TransientOf(hl7v2), clock);
    }
}
