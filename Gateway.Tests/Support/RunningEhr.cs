using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox;
using Sandbox.Ehr;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Gateway.Tests.Support;

/// <summary>The simulated EHR on a free loopback port, with its record in a temporary directory.</summary>
internal sealed class RunningEhr : IAsyncDisposable
{
    private WebApplication _app;

    private RunningEhr(SandboxOptions options, WebApplication app)
    {
        (Options, _app) = (options, app);
        Http = new HttpClient { BaseAddress = options.EhrUrl };
    }

    public SandboxOptions Options { get; }

    public HttpClient Http { get; }

    /// <summary>Without a trailing slash.</summary>
    public string FhirBase => Options.EhrFhirBase;

    /// <summary>The private JWK that the client <c>gateway</c> signs in with.</summary>
    public string KeyFile => Options.GatewayKeyFile;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts an EHR of its own.</summary>
    /// <param name="gatewayUrl">The gateway whose tokens it is to issue, when there is one.</param>
    /// <param name="configure">Replaces parts, such as the clock.</param>
    /// <param name="takesUpdates">A message can be marked as entered in error there.</param>
    /// <param name="flavour">By whose contract it takes messages.</param>
    /// <param name="addOn">Where the add-on that it launches is, if that is known.</param>
    /// <param name="withTls">It is reached by TLS too.</param>
    public static Task<RunningEhr> StartAsync(
        Uri? gatewayUrl = null, Action<WebApplicationBuilder>? configure = null, bool takesUpdates = false, EhrFlavour flavour = EhrFlavour.Generic, Uri? addOn = null, bool withTls = false) =>
        FreePort.StartedAsync(() => StartOnceAsync(gatewayUrl, configure, takesUpdates, flavour, addOn, withTls));

    /// <summary>Stops the EHR and starts it again on the same record and address.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _app = EhrHost.Build(Options, BeQuiet);
        await _app.StartAsync();
    }

    /// <summary>Stops answering; <see cref="RestartAsync"/> brings it back.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task<string> TokenAsync(
        string user, string? patient = null, string? scope = null, int? expiresIn = null, string? audience = null, string? client = null)
    {
        using var answer = await TokenAnswerAsync(user, patient, scope, expiresIn, audience, client);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("access_token").GetString()!;
    }

    public Task<HttpResponseMessage> TokenAnswerAsync(
        string user, string? patient = null, string? scope = null, int? expiresIn = null, string? audience = null, string? client = null)
    {
        var form = new Dictionary<string, string?>
        {
            ["user"] = user,
            ["patient"] = patient,
            ["scope"] = scope,
            ["expires_in"] = expiresIn?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["audience"] = audience,
            ["client"] = client,
        };
        var given = form.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!));
        return Http.PostAsync("/sandbox/token", new FormUrlEncodedContent(given));
    }

    /// <summary>Makes the EHR misbehave, in one of the ways of FaultMode, as in <c>timeout-after-commit</c>.</summary>
    /// <param name="mode">How.</param>
    /// <param name="target">Towards all, reads or creates.</param>
    /// <param name="count">For so many requests; until it is taken back when absent.</param>
    /// <param name="ms">How slow.</param>
    public async Task FaultAsync(string mode, string target = "all", int? count = null, int? ms = null)
    {
        using var answer = await Http.PostAsJsonAsync("/sandbox/faults", new { mode, target, count, ms });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the EHR holds that has that text in it, oldest first, however it was filed.</summary>
    public IReadOnlyList<string> Holding(string text)
    {
        using var connection = Services.GetRequiredService<EhrRecords>().OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(content AS TEXT) FROM communication WHERE instr(CAST(content AS TEXT), $text) > 0 ORDER BY sequence";
        command.Parameters.AddWithValue("$text", text);
        using var reader = command.ExecuteReader();
        List<string> found = [];
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>A clinician writes in the EHR itself, as /sandbox/replies has it; the answer is what the EHR filed.</summary>
    public Task<JsonNode> ReplyAsync(params (string Name, string Value)[] form) => ToolAsync("/sandbox/replies", form);

    /// <summary>A clinician changes what was written there.</summary>
    public Task<JsonNode> CorrectReplyAsync(string id, params (string Name, string Value)[] form) => ToolAsync($"/sandbox/replies/{id}", form);

    private async Task<JsonNode> ToolAsync(string path, (string Name, string Value)[] form)
    {
        using var answer = await Http.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Sends a FHIR request with a token and, if given, a body.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token, string? body = null, string contentType = "application/fhir+json",
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, $"{FhirBase}/{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        return await Http.SendAsync(request, cancellationToken);
    }

    public async Task<JsonElement> GetAsync(string path, string token, CancellationToken cancellationToken = default)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, token, cancellationToken: cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        Directory.Delete(Options.DataDirectory, recursive: true);
    }

    private static async Task<RunningEhr> StartOnceAsync(
        Uri? gatewayUrl, Action<WebApplicationBuilder>? configure, bool takesUpdates, EhrFlavour flavour, Uri? addOn, bool withTls)
    {
        var options = new SandboxOptions
        {
            EhrUrl = FreePort.Url(),
            GatewayUrl = gatewayUrl ?? new Uri("http://127.0.0.1:5080"),
            SmartAppUrl = addOn ?? FreePort.Url(),
            DataDirectory = Directory.CreateTempSubdirectory("running-ehr-").FullName,
            EhrTakesUpdates = takesUpdates,
            EhrFlavour = flavour,
            MllpPort = FreePort.Url().Port,
            TlsPort = withTls ? FreePort.Url().Port : null,
        };
        KeyFiles.GatewayKey(options);
        KeyFiles.MakeGatewaySignInKey(options);
        var ehr = new RunningEhr(options, EhrHost.Build(options, builder =>
        {
            BeQuiet(builder);
            configure?.Invoke(builder);
        }));
        try
        {
            await ehr._app.StartAsync();
            return ehr;
        }
        catch (IOException)
        {
            await ehr.DisposeAsync();
            throw;
        }
    }

    // A filter, and not the minimum level: that one yields to the settings of the gateway, which lie beside the tests.
    private static void BeQuiet(WebApplicationBuilder builder) => builder.Logging.AddFilter(level => level >= LogLevel.Warning);
}
