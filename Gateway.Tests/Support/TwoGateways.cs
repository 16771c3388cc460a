using System.Linq.Expressions;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Load.Servers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Support;

/// <summary>Two gateways, each a process of its own, on one PostgreSQL database and one EHR: what holds here no lock inside a process has made hold.</summary>
public sealed class TwoGateways : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("two-gateways-").FullName;
    private readonly Uri[] urls = [FreePort.Url(), FreePort.Url()];
    private readonly ServerProcess?[] processes = new ServerProcess?[2];
    private readonly HttpClient http = new();
    private TestDatabase? database;
    private RunningEhr? ehr;
    private Task? started;
    private int requests;

    internal RunningEhr Ehr => ehr!;

    /// <summary>As clients see it: one service, whichever process answers.</summary>
    internal string FhirBase => $"{urls[0].ToString().TrimEnd('/')}/fhir";

    /// <summary>Starts both at the first call; skips the test where there is no PostgreSQL.</summary>
    internal Task StartedAsync() => started ??= StartAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Sends a request to one of the two, in turn.</summary>
    internal async Task<Answer> SendAsync(HttpMethod method, string path, string token, string? body = null, params (string Name, string Value)[] headers)
    {
        var turn = Interlocked.Increment(ref requests) % urls.Length;
        using var request = new HttpRequestMessage(method, new Uri(urls[turn], $"fhir/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/fhir+json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Sends a request beside the FHIR API to one of the two.</summary>
    internal async Task<Answer> CallAsync(int which, HttpMethod method, string path, HttpContent content, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(urls[which], path)) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    /// <summary>What the audit trail of both tells.</summary>
    internal async Task<List<AuditEntry>> TrailAsync(Expression<Func<AuditEntry, bool>> which)
    {
        await using var db = Database();
        return await db.Audit.AsNoTracking().Where(which).OrderBy(entry => entry.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The pool of each message that was routed.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> PoolsAsync()
    {
        await using var db = Database();
        var tasks = await db.Resources.AsNoTracking().Where(row => row.ResourceType == "Task").Select(row => row.Content).ToListAsync(TestContext.Current.CancellationToken);
        return tasks.Select(task => JsonNode.Parse(task)!).ToDictionary(task => (string)task["focus"]!["reference"]!, task => (string)task["owner"]!["reference"]!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.OfType<ServerProcess>())
        {
            await process.DisposeAsync();
        }

        if (ehr is not null)
        {
            await ehr.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        http.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private PostgresGatewayDb Database() => new(new DbContextOptionsBuilder<PostgresGatewayDb>().UseNpgsql(database!.ConnectionString).Options);

    private async Task StartAsync()
    {
        database = TestDatabase.Create(StorageProvider.PostgreSql);
        ehr = await RunningEhr.StartAsync(urls[0]);

        // Together, on an empty database: they also compete to make its schema.
        for (var i = 0; i < urls.Length; i++)
        {
            processes[i] = ServerProcess.Start($"Gateway {i}", typeof(GatewayHost).Assembly.Location, Settings(urls[i]), Path.Combine(directory, $"gateway-{i}.log"));
        }

        for (var i = 0; i < urls.Length; i++)
        {
            // A gateway answers others before its schema stands, and tests read its tables themselves.
            await processes[i]!.ReadyAsync(http, new Uri(urls[i], "health/ready"), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Messages to this department are folded, if they come within ten minutes; all others have a Task each.</summary>
    internal const string Folding = "HealthcareService/folding";

    private string PolicyFile()
    {
        var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        policy["departments"] = new JsonObject { [Folding] = new JsonObject { ["bursts"] = new JsonObject { ["withinMinutes"] = 10 } } };
        var file = Path.Combine(directory, "policy.json");
        File.WriteAllText(file, policy.ToJsonString());
        return file;
    }

    private string[] Settings(Uri url) =>
    [
        $"--Policy:File={PolicyFile()}",
        "--Forms:Publish=false",
        $"--urls={url}",
        $"--Gateway:PublicBase={FhirBase}",
        $"--Access:Audience={FhirBase}",
        $"--Access:Issuers:0:Issuer={Ehr.Options.EhrUrl}",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        $"--SignIn:KeyFiles:0={Ehr.Options.GatewaySignInKeyFile}",
        $"--Ehr:FhirBase={Ehr.FhirBase}",
        $"--Ehr:KeyFile={Ehr.KeyFile}",
        "--Ehr:Replies:PeriodSeconds=1",
        "--Limits:PerClient:Burst=1000000",
        "--Limits:PerChart:Burst=1000000",
        "--Storage:Provider=PostgreSql",
        $"--Storage:ConnectionString={database!.ConnectionString}",
    ];
}
