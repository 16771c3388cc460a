using Gateway.Storage.Model;
using Gateway.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Storage;

/// <summary>Adds the store: contexts to read with, the commit queue to write with, and a schema that is brought up to date.</summary>
internal static class StorageSetup
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StorageMetrics>();
        builder.Services.AddSingleton<SchemaGate>();
        builder.Services.AddSingleton<Tables>();
        builder.Services.AddSingleton<CommitQueue>();
        builder.Services.AddSingleton<SequenceBlocks>();
        AddProvider(builder.Services, builder.Configuration.GetValue<StorageProvider>($"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"));
        // Hosted services stop in reverse: the queue drains, then its log is checkpointed.
        builder.Services.AddHostedService<SchemaMigration>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CommitQueue>());
        return builder;
    }

    private static void AddProvider(IServiceCollection services, StorageProvider provider)
    {
        switch (provider)
        {
            case StorageProvider.Sqlite:
                AddContexts<SqliteGatewayDb>(services, (connectionString, db) => db.UseSqlite(connectionString).ReplaceService<IMigrationsSqlGenerator, SqliteTables>());
                services.AddHostedService<WalCheckpoint>();
                break;
            case StorageProvider.PostgreSql:
                AddContexts<PostgresGatewayDb>(services, (connectionString, db) => db.UseNpgsql(connectionString));
                break;
            case StorageProvider.SqlServer:
                AddContexts<SqlServerGatewayDb>(services, (connectionString, db) => db.UseSqlServer(connectionString));
                break;
        }
    }

    private static void AddContexts<TDb>(IServiceCollection services, Action<string, DbContextOptionsBuilder> use)
        where TDb : GatewayDb
    {
        services.AddPooledDbContextFactory<TDb>(
            (provider, db) => use(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString, db));
        services.AddSingleton<IDbContextFactory<GatewayDb>, GatewayDbFactory<TDb>>();
    }
}
