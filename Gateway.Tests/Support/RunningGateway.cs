using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.References;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Sandbox;
using Xunit.Sdk;

namespace Gateway.Tests.Support;

/// <summary>The whole system for a test: the simulated EHR and the gateway on SQLite, each on a free loopback port, spoken to over HTTP.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("running-gateway-").FullName;
    private readonly Action<WebApplicationBuilder>? configure;
    private WebApplication? app;

    private RunningGateway(Uri url, RunningEhr ehr, Action<WebApplicationBuilder>? configure)
    {
        (Url, Ehr, this.configure) = (url, ehr, configure);
        Http = new HttpClient(new RecordedAnswers()) { BaseAddress = url };
    }

    public Uri Url { get; }

    /// <summary>The file of the gateway's store.</summary>
    public string DatabaseFile => Path.Combine(directory, "gateway.db");

    public RunningEhr Ehr { get; }

    public HttpClient Http { get; }

    public string FhirBase => $"{Url.ToString().TrimEnd('/')}/fhir";

    /// <summary>Everything the gateway logged, at every level.</summary>
    public CapturedLog Log { get; } = new();

    public IServiceProvider Services => app!.Services;

    /// <summary>Settings that come on top of the usual ones at the next start; null takes a usual one away.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public static Task<RunningGateway> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        bool startGateway = true,
        Action<WebApplicationBuilder>? configureEhr = null,
        bool ehrTakesUpdates = false,
        EhrFlavour ehrFlavour = EhrFlavour.Generic) =>
        FreePort.StartedAsync(() => StartOnceAsync(configure, startGateway, configureEhr, ehrTakesUpdates, ehrFlavour));

    public async Task StartGatewayAsync()
    {
        var built = GatewayHost.Build([], Configure);
        try
        {
            await built.StartAsync();
        }
        catch
        {
            // What never started cannot be stopped.
            await built.DisposeAsync();
            throw;
        }

        app = built;
    }

    public async Task StopGatewayAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    /// <summary>Sends a FHIR request to the gateway.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? token, string? body = null, string? contentType = "application/fhir+json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"{FhirBase}/{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> PostAsync(JsonNode message, string token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "Communication", token, message.ToJsonString(), headers: headers);

    public Task<Answer> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, token);

    /// <summary>The EHR's Communications that carry a message's identifier.</summary>
    public async Task<JsonArray> FiledAsync(string messageId)
    {
        var token = await Ehr.TokenAsync("system");
        using var answer = await Ehr.SendAsync(
            HttpMethod.Get, $"Communication?identifier={Uri.EscapeDataString($"{MessageId.System}|{messageId}")}", token,
            cancellationToken: TestContext.Current.CancellationToken);
        var bundle = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return [.. (bundle["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!).Where(resource => (string?)resource["resourceType"] == "Communication").Select(resource => resource.DeepClone())];
    }

    /// <summary>Waits until the EHR has the message; fails if it does not come.</summary>
    public async Task<JsonNode> FiledOnceAsync(string messageId)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await FiledAsync(messageId) is [{ } only])
            {
                return only;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new XunitException("The message did not reach the EHR, or reached it more than once.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await Ehr.DisposeAsync();
        Http.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<RunningGateway> StartOnceAsync(
        Action<WebApplicationBuilder>? configure, bool startGateway, Action<WebApplicationBuilder>? configureEhr, bool ehrTakesUpdates, EhrFlavour ehrFlavour)
    {
        var url = FreePort.Url();
        var running = new RunningGateway(url, await RunningEhr.StartAsync(url, configureEhr, ehrTakesUpdates, ehrFlavour), configure);
        try
        {
            if (startGateway)
            {
                await running.StartGatewayAsync();
            }

            return running;
        }
        catch (IOException)
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private void Configure(WebApplicationBuilder builder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Gateway:PublicBase"] = FhirBase,
            ["Access:Audience"] = FhirBase,
            ["Access:Issuers:0:Issuer"] = Ehr.Options.EhrUrl.ToString(),
            ["Access:Issuers:0:RequireHttpsMetadata"] = "false",
            ["SignIn:KeyFiles:0"] = Ehr.Options.GatewaySignInKeyFile,
            ["Ehr:FhirBase"] = Ehr.FhirBase,
            ["Ehr:KeyFile"] = Ehr.KeyFile,
            ["Ehr:Scope"] = $"system/*.rs system/Communication.{(Ehr.Options.EhrTakesUpdates ? "crus" : "crs")}",
            // Tests count what is stored; those of the message boxes have them published.
            ["Forms:Publish"] = "false",
            // Tests of replies look into the EHR when they mean to.
            ["Ehr:Replies:PeriodSeconds"] = "3600",
            // The machine may be busy with other tests.
            ["Limits:Attachments:PdfSeconds"] = "60",
            ["Charts:CacheSeconds"] = "1",
            // Tests ask much in little time; those of the limits set their own.
            ["Limits:PerClient:Burst"] = "1000000",
            ["Limits:PerChart:Burst"] = "1000000",
            ["Storage:Provider"] = "Sqlite",
            ["Storage:ConnectionString"] = $"Data Source={DatabaseFile}",
        };
        foreach (var (key, value) in GatewaySettings.Connector(Ehr.Options).Concat(Settings))
        {
            settings[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null));
        builder.WebHost.UseUrls(Url.ToString());
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        configure?.Invoke(builder);
    }
}
