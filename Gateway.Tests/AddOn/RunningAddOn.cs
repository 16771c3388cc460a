using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Sandbox;
using Sandbox.Ehr.SignIn;
using SmartApp;

namespace Gateway.Tests.AddOn;

/// <summary>The whole house for a test: the simulated EHR, the gateway, and the add-on, each on a free loopback port.</summary>
internal sealed class RunningAddOn : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningAddOn(RunningGateway gateway, WebApplication app) => (Gateway, this.app) = (gateway, app);

    public RunningGateway Gateway { get; }

    /// <summary>A second EHR that may launch the add-on, if there is one; a public client there.</summary>
    public RunningEhr? Other { get; private init; }

    public Uri Url => Gateway.Ehr.Options.SmartAppUrl;

    public IServiceProvider Services => app.Services;

    /// <summary>Everything the add-on logged, at every level.</summary>
    public CapturedLog Log { get; private init; } = new();

    public static async Task<RunningAddOn> StartAsync(
        Action<WebApplicationBuilder>? configure = null, Action<WebApplicationBuilder>? configureGateway = null, Action<WebApplicationBuilder>? configureEhr = null, bool withOther = false)
    {
        var gateway = await RunningGateway.StartAsync(configureGateway, configureEhr: configureEhr);
        var other = withOther ? await RunningEhr.StartAsync(gateway.Url, addOn: gateway.Ehr.Options.SmartAppUrl) : null;
        var log = new CapturedLog();
        var app = SmartAppHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(SmartAppSettings.For(gateway.Ehr.Options));
            if (other is not null)
            {
                builder.Configuration.AddInMemoryCollection(
                    [.. SmartAppSettings.For(other.Options).Where(setting => setting.Key.Contains(":0:", StringComparison.Ordinal)).Select(setting => KeyValuePair.Create(setting.Key.Replace(":0:", ":1:", StringComparison.Ordinal), setting.Value))]);
                builder.Configuration["SmartApp:Ehrs:1:Id"] = "other";
                builder.Configuration["SmartApp:Ehrs:1:ClientId"] = OAuthClients.Portal;
                builder.Configuration["SmartApp:Ehrs:1:KeyFile"] = "";
            }

            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RunningAddOn(gateway, app) { Log = log, Other = other };
    }

    /// <summary>Opens the add-on as somebody at the EHR's screen would, with a chart open there.</summary>
    public async Task<IPage> LaunchAsync(IBrowserContext browser, string user, string patient, string visit = "")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(LaunchAddress(user, patient, visit: visit));
        await page.ReachesAsync("/l/");
        return page;
    }

    /// <summary>What the EHR's screen opens.</summary>
    public string LaunchAddress(string user, string patient, string server = "ehr", string visit = "", RunningEhr? at = null) =>
        $"{SandboxOptions.Origin((at ?? Gateway.Ehr).Options.EhrUrl)}/sandbox/launcher/open?user={user}&patient={patient}&encounter={visit}&server={server}"
        + $"&app={Uri.EscapeDataString($"{SandboxOptions.Origin(Url)}/launch")}";

    /// <summary>Opens the add-on as a patient, or a proxy with the chart of whom she looks after, would: by herself.</summary>
    /// <param name="browser">Whose browser.</param>
    /// <param name="user">Who signs in.</param>
    /// <param name="patient">Whose chart, if not the person's own.</param>
    /// <param name="start">Where: for patients, or as <c>staff</c>, <c>operations</c>, <c>audit</c>.</param>
    public async Task<IPage> SignInAsync(IBrowserContext browser, string user, string? patient = null, string start = "")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(Url, $"/start/sandbox/{start}".TrimEnd('/')).ToString());
        await page.FillAsync("#user", user);
        if (patient is not null)
        {
            await page.FillAsync("#patient", patient);
        }

        await page.ClickAsync("button");
        await page.ReachesAsync("/l/");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (Other is not null)
        {
            await Other.DisposeAsync();
        }

        await Gateway.DisposeAsync();
    }
}
