using System.Globalization;
using Load.Targets;

namespace Load.Servers;

/// <summary>The sandbox's EHR as a process: tokens, patients, and the key that gateways sign in with.</summary>
internal sealed class EhrServer(string program, string directory, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan KeyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeyPoll = TimeSpan.FromMilliseconds(20);

    private readonly int _tlsPort = LoopbackPort.NewAddress().Port;

    private ServerProcess? _process;

    public Uri Url { get; } = LoopbackPort.NewAddress();

    /// <summary>How many families live there; the sandbox's own number if not said.</summary>
    public int? Families { get; init; }

    /// <summary>Gateways come to it by TLS.</summary>
    public bool WithTls { get; init; }

    /// <summary>Families enough for so many adults who act for nobody else.</summary>
    public static int FamiliesFor(int charts) => charts * 2;

    /// <summary>The file of the key that a gateway signs in with.</summary>
    public string KeyFile => Path.Combine(Data, "gateway-key.jwk.json");

    private string Data => Path.Combine(directory, "ehr");

    /// <param name="http">To ask it whether it is there.</param>
    /// <param name="gatewayUrl">The gateway for which its tokens are meant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StartAsync(HttpClient http, Uri gatewayUrl, CancellationToken cancellationToken)
    {
        _process = ServerProcess.Start(
            "The sandbox EHR",
            program,
            ["--only", "ehr", "--data", Data, "--ehr-url", Origin(Url), "--gateway-url", Origin(gatewayUrl), .. FamiliesOption(), .. TlsOption()],
            Path.Combine(directory, "ehr.log"));
        await _process.ReadyAsync(http, new Uri(Url, "fhir/metadata"), clock, cancellationToken);
        await KeyMadeAsync(cancellationToken);
    }

    /// <summary>What a gateway must be told to trust this EHR's tokens, and to sign in to it.</summary>
    public IEnumerable<string> SettingsFor(Uri audience) =>
    [
        $"--Access:Audience={audience}",
        $"--Access:Issuers:0:Issuer={Url}",
        $"--Access:Issuers:0:MetadataAddress={Url}.well-known/openid-configuration",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        // One client that asks for all there is: the limits count it, and let it pass.
        "--Limits:PerClient:Burst=10000000",
        "--Limits:PerClient:PerSecond=1000000",
        "--Limits:PerChart:Burst=10000000",
        "--Limits:PerChart:PerSecond=1000000",
        "--Ehr:Name=sandbox",
        .. WithTls
            ? [$"--Ehr:FhirBase=https://127.0.0.1:{_tlsPort}/fhir", $"--Ehr:TrustFile={Path.Combine(Data, "ehr-authority.pem")}"]
            : (string[])[$"--Ehr:FhirBase={Url}fhir"],
        $"--Ehr:TokenEndpoint={Url}oauth2/token",
        "--Ehr:ClientId=gateway",
        $"--Ehr:KeyFile={KeyFile}",
    ];

    /// <summary>Adult patients, each with a token of its own.</summary>
    public async Task<Target> TargetAsync(HttpClient http, Uri fhirBase, int charts, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxEhr(http, Url);
        var ids = await sandbox.AdultsAsync(charts, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellationToken);
        var tokens = await TargetArguments.TokensAsync(http, sandbox.TokenUrl, ids, "portal", cancellationToken);
        return new Target(fhirBase, ids, tokens, null);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

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

    private IEnumerable<string> FamiliesOption() => Families is { } families ? ["--families", families.ToString(CultureInfo.InvariantCulture)] : [];

    private IEnumerable<string> TlsOption() => WithTls ? ["--tls-port", _tlsPort.ToString(CultureInfo.InvariantCulture)] : [];

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
