using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Gateway.Observability;

/// <summary>Health and metrics for whoever runs the gateway: alive means the process answers, ready means that it reaches its store.</summary>
internal static class ObservabilitySetup
{
    private const string Ready = "ready";

    private static readonly HttpMethodMetadata Asked = new([HttpMethods.Get, HttpMethods.Head]);

    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        MetricsExport.Add(builder);
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store", tags: [Ready]);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(services => new PrivateLogging(new LoggerFactory(
            services.GetServices<ILoggerProvider>(),
            services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            services.GetRequiredService<IOptions<LoggerFactoryOptions>>()))));
        return builder;
    }

    public static IEndpointRouteBuilder MapObservability(this IEndpointRouteBuilder routes) => MetricsExport.Map(routes.MapHealth());

    private static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting().WithMetadata(Asked);
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous().DisableRateLimiting().WithMetadata(Asked);
        return routes;
    }

    private sealed class StoreCheck(SchemaGate schema, IDbContextFactory<GatewayDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!schema.Opened.IsCompletedSuccessfully)
            {
                return HealthCheckResult.Unhealthy("The schema is not up to date yet.");
            }

            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }
}
