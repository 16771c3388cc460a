using Gateway;
using Sandbox.Ehr;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest;
using Sandbox.Ehr.SignIn;
using SmartApp;

namespace Sandbox;

/// <summary>The parts of the sandbox, running side by side in this process.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    private readonly IReadOnlyList<WebApplication> _apps;
    private readonly WebApplication? _ehr;

    private SandboxHost(IReadOnlyList<WebApplication> apps, WebApplication? ehr) => (_apps, _ehr) = (apps, ehr);

    /// <summary>Starts the parts at the same time; when one cannot start, none is left running.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var building = new[]
        {
            (Part: SandboxPart.Gateway, Build: (Func<WebApplication>)(() => BuildGateway(options))),
            (Part: SandboxPart.Ehr, Build: () => EhrHost.Build(options, BeQuiet)),
            (Part: SandboxPart.SmartApp, Build: () => BuildSmartApp(options)),
        }
        .Where(part => options.Parts.HasFlag(part.Part))
        .Select(async part => (part.Part, App: await Task.Run(part.Build, cancellationToken)));
        var parts = await Task.WhenAll(building);
        var host = new SandboxHost([.. parts.Select(part => part.App)], parts.FirstOrDefault(part => part.Part == SandboxPart.Ehr).App);
        try
        {
            await Task.WhenAll(host._apps.Select(app => Task.Run(() => app.StartAsync(cancellationToken), cancellationToken)));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>Loads, behind the first requests, what start-up did not wait for; a stop in between ends it early.</summary>
    public async Task WarmUpAsync()
    {
        if (_ehr is not { } ehr)
        {
            return;
        }

        var stopping = ehr.Lifetime.ApplicationStopping;
        // Loading takes all cores for a moment; whoever is waiting for the start to end comes first.
        await Task.Delay(TimeSpan.FromSeconds(1), ehr.Services.GetRequiredService<TimeProvider>(), stopping);
        Action[] steps = [() => ehr.Services.GetRequiredService<EhrRecords>().Open(), CommunicationCheck.WarmUp];
        foreach (var step in steps)
        {
            await Task.Run(step, stopping);
        }

        await ehr.Services.GetRequiredService<OAuthPipeline>().WarmUpAsync().WaitAsync(stopping);
    }

    /// <summary>Returns when Ctrl-C, or a part that failed, has stopped any of the parts.</summary>
    public async Task WaitForStopAsync()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var app in _apps)
        {
            app.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        }

        await stopping.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_apps.Select(app => app.StopAsync()));
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    private static WebApplication BuildGateway(SandboxOptions options)
    {
        // The gateway may be the only part here, but its key is made by whoever comes first.
        KeyFiles.GatewayKey(options);
        KeyFiles.MakeGatewaySignInKey(options);
        KeyFiles.MakeEhrAuthority(options);
        return GatewayHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(GatewaySettings.For(options));
            BeQuiet(builder);
        });
    }

    private static WebApplication BuildSmartApp(SandboxOptions options) => SmartAppHost.Build([], builder =>
    {
        builder.Configuration.AddInMemoryCollection(SmartAppSettings.For(options));
        BeQuiet(builder);
    });

    private static void BeQuiet(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A port in use is told by Program in one sentence; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
