using Gateway;
using Gateway.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace Month;

/// <summary>The gateway's own parts on a store of its own, at the simulation's time. Its background loops do not run: the simulation takes their looks.</summary>
internal sealed class MonthGateway : IAsyncDisposable
{
    private const string EhrClientName = "ehr";

    private readonly WebApplication app;
    private readonly string directory;

    private MonthGateway(WebApplication app, string directory) => (this.app, this.directory) = (app, directory);

    public T Part<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<MonthGateway> StartAsync(VirtualClock clock, ClinicEhr ehr, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("month-").FullName;
        var policy = Path.Combine(directory, "policy.json");
        await File.WriteAllTextAsync(policy, Clinic.Policy(), cancellationToken);
        var app = GatewayHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Gateway:PublicBase"] = "http://gateway.month/fhir",
                ["Access:Audience"] = "http://gateway.month/fhir",
                ["Access:Issuers:0:Issuer"] = "http://ehr.month",
                ["Access:Issuers:0:RequireHttpsMetadata"] = "false",
                ["Ehr:FhirBase"] = ClinicEhr.Base,
                ["Charts:CacheSeconds"] = "3600",
                ["Policy:File"] = policy,
                ["Policy:FileOnly"] = "true",
                ["Storage:Provider"] = "Sqlite",
                ["Storage:ConnectionString"] = $"Data Source={Path.Combine(directory, "gateway.db")}",
            });
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.PostConfigure<HttpClientFactoryOptions>(EhrClientName, options => options.HttpMessageHandlerBuilderActions.Add(client => client.PrimaryHandler = ehr));
            builder.Logging.ClearProviders();
        });
        var gateway = new MonthGateway(app, directory);
        await using (var db = await gateway.OpenAsync())
        {
            await db.Database.MigrateAsync(cancellationToken);
        }

        gateway.Part<SchemaGate>().Open();
        await gateway.Part<CommitQueue>().StartAsync(cancellationToken);
        return gateway;
    }

    public Task<GatewayDb> OpenAsync() => Task.FromResult(Part<IDbContextFactory<GatewayDb>>().CreateDbContext());

    public async ValueTask DisposeAsync()
    {
        await Part<CommitQueue>().StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }
}
