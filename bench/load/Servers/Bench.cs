using Load.Targets;

namespace Load.Servers;

/// <summary>An EHR and a gateway on free loopback ports, with what they remember in one directory.</summary>
internal sealed class Bench(string sandboxProgram, string gatewayProgram, string directory, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan KeyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeyPoll = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new();
    private ServerProcess? _ehr;
    private ServerProcess? _gateway;

    public Uri EhrUrl { get; } = LoopbackPort.NewAddress();

    public Uri GatewayUrl { get; } = LoopbackPort.NewAddress();

    public Uri FhirBase => new(GatewayUrl, "fhir");

    public ServerProcess Gateway => _gateway ?? throw new InvalidOperationException("The gateway was not started.");

    public HttpClient Http => _http;

    public async Task StartEhrAsync(CancellationToken cancellationToken)
    {
        _ehr = ServerProcess.Start(
            "The sandbox EHR",
            sandboxProgram,
            ["--only", "ehr", "--data", EhrData, "--ehr-url", Origin(EhrUrl), "--gateway-url", Origin(GatewayUrl)],
            Path.Combine(directory, "ehr.log"));
        await _ehr.ReadyAsync(_http, new Uri(EhrUrl, "fhir/metadata"), clock, cancellationToken);
        await KeyMadeAsync(cancellationToken);
    }

    /// <summary>Starts the gateway, or starts it again, on the store it had.</summary>
    public void LaunchGateway(params string[] settings) => _gateway = ServerProcess.Start(
        "The gateway", gatewayProgram, [.. GatewaySettings(), .. settings], Path.Combine(directory, "gateway.log"));

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
    public async Task<Target> TargetAsync(int charts, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxEhr(_http, EhrUrl);
        var ids = await sandbox.AdultsAsync(charts, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellationToken);
        var tokens = await TargetArguments.TokensAsync(_http, sandbox.TokenUrl, ids, "portal", cancellationToken);
        return new Target(FhirBase, ids, tokens, null);
    }

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        if (_ehr is not null)
        {
            await _ehr.DisposeAsync();
        }

        _http.Dispose();
    }

    private string EhrData => Path.Combine(directory, "ehr");

    private string KeyFile => Path.Combine(EhrData, "gateway-key.jwk.json");

    // The EHR answers before it has made the key that the gateway signs in with.
    private async Task KeyMadeAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!File.Exists(KeyFile))
        {
            if (clock.GetElapsedTime(start) > KeyLimit)
            {
                throw new CannotRunException($"The sandbox EHR made no {Path.GetFileName(KeyFile)}.");
            }

            await Task.Delay(KeyPoll, clock, cancellationToken);
        }
    }

    private string[] GatewaySettings() =>
    [
        $"--urls={Origin(GatewayUrl)}",
        $"--Gateway:PublicBase={FhirBase}",
        $"--Access:Audience={FhirBase}",
        $"--Access:Issuers:0:Issuer={EhrUrl}",
        $"--Access:Issuers:0:MetadataAddress={EhrUrl}.well-known/openid-configuration",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        "--Ehr:Name=sandbox",
        $"--Ehr:FhirBase={EhrUrl}fhir",
        $"--Ehr:TokenEndpoint={EhrUrl}oauth2/token",
        "--Ehr:ClientId=gateway",
        $"--Ehr:KeyFile={KeyFile}",
        "--Storage:Provider=Sqlite",
        $"--Storage:ConnectionString=Data Source={Path.Combine(directory, "gateway.db")}",
    ];

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
