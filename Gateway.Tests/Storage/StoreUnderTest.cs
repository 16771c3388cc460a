using System.Diagnostics.Metrics;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Storage;

/// <summary>A gateway that has nothing but its store, set up as in production.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly MeterListener meters = new();
    private long commits;
    private long units;

    private StoreUnderTest(TestDatabase database, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("urls", "http://127.0.0.1:0"),
            new("Storage:Provider", database.Provider.ToString()),
            new("Storage:ConnectionString", database.ConnectionString),
        ]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.AddStorage();
        application = builder.Build();
        Count(application.Services.GetRequiredService<IMeterFactory>());
    }

    public CommitQueue Queue => application.Services.GetRequiredService<CommitQueue>();

    public IDbContextFactory<GatewayDb> Databases => application.Services.GetRequiredService<IDbContextFactory<GatewayDb>>();

    public bool IsStopping => application.Lifetime.ApplicationStopping.IsCancellationRequested;

    public long Commits => Interlocked.Read(ref commits);

    public long Units => Interlocked.Read(ref units);

    public static async Task<StoreUnderTest> StartAsync(TestDatabase database, params KeyValuePair<string, string?>[] settings)
    {
        var store = new StoreUnderTest(database, settings);
        await store.StartAsync();
        return store;
    }

    public static async Task<StoreUnderTest> StartAsync(TestDatabase database, TimeProvider clock)
    {
        var store = new StoreUnderTest(database, [], clock);
        await store.StartAsync();
        return store;
    }

    /// <summary>Set up, but not started: what is enqueued waits.</summary>
    public static StoreUnderTest Build(TestDatabase database, params KeyValuePair<string, string?>[] settings) => new(database, settings);

    /// <summary>Started, with its schema up to date.</summary>
    public async Task StartAsync()
    {
        await application.StartAsync(TestContext.Current.CancellationToken);
        await application.Services.GetRequiredService<SchemaGate>().Opened.WaitAsync(TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => application.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>A context as the gateway's reads get it: once the schema is up to date.</summary>
    public Task<GatewayDb> OpenAsync() =>
        application.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public GatewayDb Read() => application.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContext();

    public Task<CommitResult> CommitAsync(Action<Changes> stage) => Queue.CommitAsync(stage, TestContext.Current.CancellationToken);

    public async Task<int> CountAsync<TRow>(Func<GatewayDb, IQueryable<TRow>> rows)
    {
        await using var db = Read();
        return await rows(db).CountAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
        meters.Dispose();
    }

    private void Count(IMeterFactory factory)
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StorageMetrics.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
            Interlocked.Add(ref instrument.Name == StorageMetrics.CommitCounter ? ref commits : ref units, measurement));
        meters.Start();
    }
}
