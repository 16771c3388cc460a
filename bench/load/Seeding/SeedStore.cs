using Gateway.Storage;
using Gateway.Storage.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Load.Seeding;

/// <summary>A gateway's store, opened by the gateway's own set-up; the application is built for that and never started.</summary>
internal sealed class SeedStore : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StorageProvider _provider;
    private readonly string _connectionString;

    public SeedStore(StorageProvider provider, string connectionString)
    {
        (_provider, _connectionString) = (provider, connectionString);
        _app = Configure(provider, connectionString).Build();
    }

    /// <summary>An application with a gateway's store and nothing else of it.</summary>
    public static WebApplicationBuilder Configure(StorageProvider provider, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"] = provider.ToString(),
            [$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = connectionString,
        });
        return builder.AddStorage();
    }

    public IDbContextFactory<GatewayDb> Contexts => _app.Services.GetRequiredService<IDbContextFactory<GatewayDb>>();

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = Contexts.CreateDbContext();
        await db.Database.MigrateAsync(cancellationToken);
        _app.Services.GetRequiredService<SchemaGate>().Open();
    }

    /// <summary>The first of as many sequences; taken from the gateway's own row, so that a gateway that starts on this store continues behind them.</summary>
    public async Task<long> ReserveAsync(long count, CancellationToken cancellationToken)
    {
        await using var db = await Contexts.CreateDbContextAsync(cancellationToken);
        var block = await db.Sequences.FindAsync([SequenceBlocks.Name], cancellationToken);
        var first = block?.Next ?? 1;
        if (block is null)
        {
            db.Add(new SequenceBlock { Name = SequenceBlocks.Name, Next = first + count });
        }
        else
        {
            block.Next += count;
        }

        await db.SaveChangesAsync(cancellationToken);
        return first;
    }

    public IRowWriter OpenWriter()
    {
        var tables = _app.Services.GetRequiredService<Tables>();
        return _provider switch
        {
            StorageProvider.Sqlite => StatementWriter.OnSqlite(_connectionString, tables),
            StorageProvider.PostgreSql => new CopyWriter(_connectionString, Contexts),
            StorageProvider.SqlServer => new StatementWriter(
                WriterConnection.Open(new StorageOptions { Provider = _provider, ConnectionString = _connectionString }), tables),
        };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
