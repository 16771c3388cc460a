using System.Text;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Policies;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Delivery;

/// <summary>The real delivery on a real SQLite file: with its silo, or without one under a clock that a test turns.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _sequence;

    private OutboxHost(WebApplication app) => _app = app;

    public ChartDelivery Delivery => Get<ChartDelivery>();

    public Couriers Couriers => Get<Couriers>();

    /// <summary>Everything, as in production.</summary>
    public static async Task<OutboxHost> StartAsync(
        string database, Uri fhirBase, CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var builder = Configured(database, fhirBase, settings);
        builder.AddDelivery();
        var app = builder.Build();
        await app.StartAsync(cancellationToken);
        return new OutboxHost(app);
    }

    /// <summary>Nothing is sent but what the test sends.</summary>
    public static async Task<OutboxHost> StartWithoutSiloAsync(
        string database, Uri fhirBase, TimeProvider clock, CancellationToken cancellationToken, IEhrConnector? connector = null,
        params (string Key, string Value)[] settings)
    {
        var builder = Configured(database, fhirBase, [("Delivery:Jitter", "0"), .. settings]);
        builder.Services.AddSingleton(clock);
        if (connector is not null)
        {
            builder.Services.AddSingleton(connector);
        }

        DeliverySetup.AddSending(builder.Services);
        var app = builder.Build();
        await app.StartAsync(cancellationToken);
        return new OutboxHost(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What the intake does: the message and its outbox row in one commit.</summary>
    public async Task AcceptAsync(string chart, params string[] messageIds)
    {
        foreach (var id in messageIds)
        {
            var written = await CommitAsync(db =>
            {
                db.Add(AMessage(chart, id));
                db.Add(ARow(chart, id));
            });
            Assert.IsType<CommitResult.Committed>(written);
        }
    }

    public Task<CommitResult> CommitAsync(Action<Changes> stage) =>
        Get<CommitQueue>().CommitAsync(stage, TestContext.Current.CancellationToken);

    public OutboxEntry ARow(string chart, string messageId) =>
        new() { Connection = "ehr", Chart = chart, MessageId = messageId, DueAt = Get<TimeProvider>().GetUtcNow() };

    public async Task<IReadOnlyList<OutboxEntry>> RowsAsync()
    {
        await using var db = await Get<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Outbox.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<OutboxEntry> RowAsync(string messageId) => (await RowsAsync()).Single(row => row.MessageId == messageId);

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        await using var db = await Get<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Audit.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    public Task<ChartRest> DeliverAsync(string chart, CancellationToken stopping) =>
        Delivery.DeliverAsync(new CourierKey("ehr", new PatientId(chart)), stopping);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplicationBuilder Configured(string database, Uri fhirBase, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ehr:FhirBase"] = fhirBase.OriginalString,
            ["Ehr:TimeoutSeconds"] = "2",
            ["Storage:ConnectionString"] = $"Data Source={database}",
            ["Delivery:LeaseSeconds"] = "7",
            ["Delivery:SettleSeconds"] = "20",
        });
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        return builder.AddStorage().AddConnections().AddPolicies().AddSearch(_ => []);
    }

    private StoredResource AMessage(string chart, string id) => new()
    {
        Sequence = Interlocked.Increment(ref _sequence),
        ResourceType = "Communication",
        ResourceId = id,
        Version = 1,
        LastUpdated = Get<TimeProvider>().GetUtcNow(),
        Occurred = Get<TimeProvider>().GetUtcNow(),
        Chart = chart,
        Content = Encoding.UTF8.GetBytes(
            $$"""{"resourceType":"Communication","id":"{{id}}","identifier":[{"system":"{{MessageId.System}}","value":"{{id}}"}]}"""),
    };
}
