using Load.Seeding;
using Load.Servers;
using Load.Targets;

namespace Paint;

/// <summary>An EHR, a gateway and the add-on, each a process of its own, with so many open Tasks.</summary>
internal sealed class House(string sandbox, string directory, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Patients who wrote them; each has a name that the inbox asks the EHR for.</summary>
    private const int Patients = 50;

    private readonly List<ServerProcess> _parts = [];
    private readonly HttpClient _http = new();
    private readonly Uri _ehr = LoopbackPort.NewAddress();
    private readonly Uri _gateway = LoopbackPort.NewAddress();

    /// <summary>Where the add-on is.</summary>
    public Uri AddOn { get; } = LoopbackPort.NewAddress();

    /// <summary>The process of the add-on alone.</summary>
    public int AddOnProcess => _parts[^1].Id;

    /// <summary>Fills the gateway's store before the gateway is there, and starts the three.</summary>
    public async Task StartAsync(int tasks, CancellationToken cancellationToken)
    {
        await PartAsync("ehr", new Uri(_ehr, "fhir/metadata"), cancellationToken);
        var patients = await new SandboxEhr(_http, _ehr).AdultsAsync(Patients, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellationToken);
        await using (var store = new SeedStore(Gateway.Storage.StorageProvider.Sqlite, $"Data Source={Path.Combine(directory, "gateway.db")}"))
        {
            await new Seeder(store, clock).SeedAsync(new SeedOptions(tasks, patients), cancellationToken);
        }

        await PartAsync("gateway", new Uri(_gateway, "health/ready"), cancellationToken);
        await PartAsync("smartapp", AddOn, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task PartAsync(string part, Uri ready, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--only", part, "--data", directory,
            "--ehr-url", Origin(_ehr), "--gateway-url", Origin(_gateway), "--smartapp-url", Origin(AddOn),
        ];
        var process = ServerProcess.Start(part, sandbox, arguments, Path.Combine(directory, $"{part}.log"));
        _parts.Add(process);
        await process.ReadyAsync(_http, ready, clock, cancellationToken);
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
