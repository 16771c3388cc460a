using Load.Targets;

namespace Load.Servers;

/// <summary>An EHR and a gateway on free loopback ports, with what they remember in one directory.</summary>
internal sealed class Bench(string sandboxProgram, string gatewayProgram, string directory, TimeProvider clock) : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly EhrServer _ehr = new(sandboxProgram, directory, clock);
    private ServerProcess? _gateway;

    /// <summary>What stands between <c>dotnet program</c> and the gateway's settings.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Settings of the gateway at every start, beside those that let it find its EHR and its store.</summary>
    public IReadOnlyList<string> Besides { get; init; } = [];

    /// <summary>The gateway's SQLite file.</summary>
    public string StorePath => Path.Combine(directory, "gateway.db");

    public Uri EhrUrl => _ehr.Url;

    public Uri GatewayUrl { get; } = LoopbackPort.NewAddress();

    public Uri FhirBase => new(GatewayUrl, "fhir");

    public ServerProcess Gateway => _gateway ?? throw new InvalidOperationException("The gateway was not started.");

    public HttpClient Http => _http;

    public Task StartEhrAsync(CancellationToken cancellationToken) => _ehr.StartAsync(_http, GatewayUrl, cancellationToken);

    /// <summary>Starts the gateway, or starts it again, on the store it had.</summary>
    public void LaunchGateway(params string[] settings) => _gateway = ServerProcess.Start(
        "The gateway", gatewayProgram, [.. Before, .. GatewaySettings(), .. Besides, .. settings], Path.Combine(directory, "gateway.log"));

    public Task GatewayReadyAsync(CancellationToken cancellationToken) =>
        Gateway.ReadyAsync(_http, new Uri(GatewayUrl, "fhir/metadata"), clock, cancellationToken);

    public async Task StopGatewayAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
            _gateway = null;
        }
    }

    /// <summary>Adult patients of the EHR, each with a token of its own.</summary>
    public Task<Target> TargetAsync(int charts, CancellationToken cancellationToken) => _ehr.TargetAsync(_http, FhirBase, charts, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await _ehr.DisposeAsync();
        _http.Dispose();
    }

    private IEnumerable<string> GatewaySettings() =>
    [
        $"--urls={GatewayUrl.GetLeftPart(UriPartial.Authority)}",
        $"--Gateway:PublicBase={FhirBase}",
        .. _ehr.SettingsFor(FhirBase),
        "--Storage:Provider=Sqlite",
        $"--Storage:ConnectionString=Data Source={StorePath}",
    ];
}
