using Gateway.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Tests.Support;

/// <summary>A database of a test's own, empty at first and gone afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string PostgresVariable = "FHIRMESSAGING_TEST_POSTGRES";

    public const string SqlServerVariable = "FHIRMESSAGING_TEST_SQLSERVER";

    private readonly Func<ValueTask> drop;

    private TestDatabase(StorageProvider provider, string connectionString, Func<ValueTask> drop) =>
        (Provider, ConnectionString, this.drop) = (provider, connectionString, drop);

    public StorageProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>The server that the environment names for a provider; SQLite needs none.</summary>
    public static string? ServerOf(StorageProvider provider) => provider switch
    {
        StorageProvider.Sqlite => "",
        StorageProvider.PostgreSql => Environment.GetEnvironmentVariable(PostgresVariable),
        StorageProvider.SqlServer => Environment.GetEnvironmentVariable(SqlServerVariable),
    };

    public static TestDatabase Create(StorageProvider provider)
    {
        var server = ServerOf(provider);
        Assert.SkipWhen(string.IsNullOrEmpty(server) && provider != StorageProvider.Sqlite, $"No {provider} server: {VariableOf(provider)} is not set.");
        return provider switch
        {
            StorageProvider.Sqlite => Sqlite(),
            StorageProvider.PostgreSql => Postgres(server!),
            StorageProvider.SqlServer => SqlServer(server!),
        };
    }

    public ValueTask DisposeAsync() => drop();

    private static string VariableOf(StorageProvider provider) =>
        provider == StorageProvider.PostgreSql ? PostgresVariable : SqlServerVariable;

    private static string NewName() => $"fhirmessaging_{Guid.NewGuid():N}";

    private static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("fhirmessaging-");
        var parts = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "gateway.db") };
        return new TestDatabase(StorageProvider.Sqlite, parts.ToString(), () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static TestDatabase Postgres(string server)
    {
        var parts = new NpgsqlConnectionStringBuilder(server) { Database = NewName() };
        return new TestDatabase(StorageProvider.PostgreSql, parts.ToString(), async () =>
        {
            await using var administration = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ToString());
            await administration.OpenAsync();
            await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {parts.Database} WITH (FORCE)", administration);
            await command.ExecuteNonQueryAsync();
        });
    }

    private static TestDatabase SqlServer(string server)
    {
        var parts = new SqlConnectionStringBuilder(server) { InitialCatalog = NewName() };
        return new TestDatabase(StorageProvider.SqlServer, parts.ToString(), async () =>
        {
            await using var administration = new SqlConnection(new SqlConnectionStringBuilder(server) { InitialCatalog = "master" }.ToString());
            await administration.OpenAsync();
            await using var command = administration.CreateCommand();
            command.CommandText =
                $"IF DB_ID('{parts.InitialCatalog}') IS NOT NULL BEGIN ALTER DATABASE {parts.InitialCatalog} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; " +
                $"DROP DATABASE {parts.InitialCatalog}; END";
            await command.ExecuteNonQueryAsync();
        });
    }
}
