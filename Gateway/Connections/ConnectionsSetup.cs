using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Gateway.Mllp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Gateway.Connections;

/// <summary>The door of the connection to the EHR: its options, its HTTP client, its sign-in.</summary>
internal static class ConnectionsSetup
{
    private const string HttpClientName = "ehr";

    // Far above any Bundle that the gateway asks for; an endless answer must not fill the memory.
    private const int LargestAnswer = 16 * 1024 * 1024;

    public static WebApplicationBuilder AddConnections(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KnownServers>();
        builder.Services.AddSingleton<IValidateOptions<EhrOptions>, EhrOptionsValidator>();
        builder.Services.AddOptions<EhrOptions>().BindConfiguration(EhrOptions.Section).ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ConnectionPause>();
        builder.Services.AddSingleton<ReadCircuit>();
        builder.Services.AddSingleton<EhrKey>();
        builder.Services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        builder.Services.TryAddSingleton(VaultOptions);
        builder.Services.AddSingleton<BackendSignIn>();
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EhrClient>(
            provider, provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName)));
        AddHttpClient(builder.Services, BackendSignIn.HttpClientName);
        AddHttpClient(builder.Services, HttpClientName)
            .AddHttpMessageHandler(provider => new BearerHandler(provider.GetRequiredService<BackendSignIn>()))
            .AddHttpMessageHandler(provider => new ResilienceHandler(ReadsOnly(provider)))
            .AddHttpMessageHandler(provider => ActivatorUtilities.CreateInstance<TooManyHandler>(provider));
        return builder;
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name) =>
        services.AddHttpClient(name, Configure)
            .UseSocketsHttpHandler((handler, provider) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(Options(provider).TimeoutSeconds);
                if (Options(provider).TrustFile is { } trusted)
                {
                    handler.SslOptions.CertificateChainPolicy = MllpCertificates.TrustIn(trusted);
                }
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own loggers write addresses, and searches carry ids of patients.
            .RemoveAllLoggers();

    // Within what a call to the EHR may take: a sign-in is a part of one.
    private static SecretClientOptions VaultOptions(IServiceProvider provider) => new()
    {
        Retry = { MaxRetries = 1, NetworkTimeout = TimeSpan.FromSeconds(Options(provider).TimeoutSeconds) / 3 },
        Diagnostics = { IsTelemetryEnabled = false },
    };

    private static void Configure(IServiceProvider provider, HttpClient http)
    {
        http.BaseAddress = Options(provider).BaseAddress;
        http.Timeout = TimeSpan.FromSeconds(Options(provider).TimeoutSeconds);
        http.MaxResponseContentBufferSize = LargestAnswer;
    }

    private static Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> ReadsOnly(IServiceProvider provider)
    {
        var reads = ReadPipeline(
            provider.GetRequiredService<ReadCircuit>(), provider.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(Options(provider).TimeoutSeconds));
        return request => ReadRequest.Is(request) ? reads : ResiliencePipeline<HttpResponseMessage>.Empty;
    }

    private static ResiliencePipeline<HttpResponseMessage> ReadPipeline(ReadCircuit circuit, TimeProvider clock, TimeSpan timeout) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(100),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // A wait that the EHR asks for belongs to whoever scheduled the read, not to a quick retry.
                ShouldRetryAfterHeader = false,
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = EhrFault.CircuitBreak,
                OnOpened = opened => ToldAsync(circuit, opened.BreakDuration),

                // One asks; whoever can wait does so for what becomes of it.
                OnHalfOpened = _ => ToldAsync(circuit, timeout),
                OnClosed = _ => ToldAsync(circuit, TimeSpan.Zero),
            })
            // Shorter than the whole call's timeout, so that the circuit sees a hanging EHR and not only its caller giving up.
            .AddTimeout(timeout * 0.8)
            .Build();

    private static ValueTask ToldAsync(ReadCircuit circuit, TimeSpan openFor)
    {
        circuit.OpenFor(openFor);
        return ValueTask.CompletedTask;
    }

    private static EhrOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<EhrOptions>>().Value;
}
