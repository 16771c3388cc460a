using Gateway.SignIn;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Gateway.Observability;

/// <summary>Exports the metrics: fetched by Prometheus with an operator's token, or sent to a collector (ADR 0033).</summary>
internal static class MetricsExport
{
    public const string Path = "/metrics";

    /// <summary>Our meters, and those of the platform that tell of requests by route and never by address.</summary>
    private static readonly string[] Meters =
        ["FhirMessaging.Gateway", "Gateway.Storage", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        var options = OptionsOf(builder.Configuration);
        if (!options.Prometheus && options.OtlpEndpoint is null)
        {
            return;
        }

        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (options.Prometheus)
            {
                metrics.AddPrometheusExporter();
            }

            if (options.OtlpEndpoint is { } endpoint)
            {
                metrics.AddOtlpExporter(exporter => exporter.Endpoint = endpoint);
            }
        });
    }

    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        // Counts can tell what a clinic would not: they are on the public listener, so they need a token.
        if (routes.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus)
        {
            routes.MapPrometheusScrapingEndpoint(Path).ForOperators().WithMetadata(new ExcludeFromDescriptionAttribute());
        }

        return routes;
    }

    private static TelemetryOptions OptionsOf(ConfigurationManager configuration) => new()
    {
        Prometheus = configuration.GetValue<bool>($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Prometheus)}"),
        OtlpEndpoint = Uri.TryCreate(configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"], UriKind.Absolute, out var endpoint) ? endpoint : null,
    };
}
