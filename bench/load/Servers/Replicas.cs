namespace Load.Servers;

/// <summary>Several gateways as processes on one store and one EHR: one service, whichever answers.</summary>
internal sealed class Replicas(EhrServer ehr, string program, ReplicaSettings settings, int count, string directory, TimeProvider clock) : IAsyncDisposable
{
    private readonly ServerProcess?[] _processes = new ServerProcess?[count];

    // A replica that comes back at its address replaces the one that died there, so its silo keeps its port too.
    private readonly int[] _siloPorts = [.. Enumerable.Range(0, count).Select(_ => LoopbackPort.NewAddress().Port)];

    public IReadOnlyList<Uri> Urls { get; } = [.. Enumerable.Range(0, count).Select(_ => LoopbackPort.NewAddress())];

    /// <summary>As clients know the service.</summary>
    public Uri FhirBase => new(Urls[0], "fhir");

    public IEnumerable<int> ProcessIds => _processes.OfType<ServerProcess>().Select(process => process.Id);

    public bool HasEnded(int which) => _processes[which] is not { HasExited: false };

    /// <summary>Starts one, or starts it again, on the store that they share.</summary>
    public void Launch(int which, params string[] besides) => _processes[which] = ServerProcess.Start(
        $"Gateway {which}", program, [.. SettingsOf(which), .. besides], Path.Combine(directory, $"gateway-{which}.log"));

    /// <summary>Starts all together, and waits until each serves from an up-to-date store.</summary>
    public async Task StartAsync(HttpClient http, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            Launch(i);
        }

        for (var i = 0; i < count; i++)
        {
            await ReadyAsync(i, http, cancellationToken);
        }
    }

    public Task ReadyAsync(int which, HttpClient http, CancellationToken cancellationToken) =>
        _processes[which]!.ReadyAsync(http, new Uri(Urls[which], "health/ready"), clock, cancellationToken);

    /// <summary>SIGKILL, if it still runs.</summary>
    public async Task KillAsync(int which)
    {
        if (_processes[which] is { } process)
        {
            _processes[which] = null;
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < count; i++)
        {
            await KillAsync(i);
        }
    }

    private IEnumerable<string> SettingsOf(int which) =>
    [
        $"--urls={Urls[which].GetLeftPart(UriPartial.Authority)}",
        $"--Gateway:PublicBase={FhirBase}",
        .. ehr.SettingsFor(FhirBase),
        "--Storage:Provider=PostgreSql",
        $"--Storage:ConnectionString={settings.Postgres}",
        .. settings.Redis is { } redis ? ["--Delivery:Clustering=Redis", $"--Delivery:Redis={redis}"] : Array.Empty<string>(),
        $"--Delivery:SiloPort={_siloPorts[which]}",
        .. settings.Besides,
    ];
}
