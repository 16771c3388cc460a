using System.Globalization;
using Gateway.Storage;
using Npgsql;

namespace Load.Growing;

/// <summary>Where the store of one size is, made anew and gone after the run.</summary>
internal sealed class StoreFile : IAsyncDisposable
{
    private readonly string _server;
    private readonly string? _database;

    private StoreFile(string connectionString, string server, string? database) =>
        (ConnectionString, _server, _database) = (connectionString, server, database);

    public string ConnectionString { get; }

    /// <param name="provider">The database.</param>
    /// <param name="server">How to reach PostgreSQL, as a user who may create databases.</param>
    /// <param name="directory">Where SQLite's file goes, and goes away with.</param>
    /// <param name="size">Messages it is for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<StoreFile> CreateAsync(
        StorageProvider provider, string? server, string directory, int size, CancellationToken cancellationToken)
    {
        if (provider == StorageProvider.Sqlite)
        {
            return new StoreFile($"Data Source={Path.Combine(directory, $"{size}.db")}", string.Empty, null);
        }

        if (provider != StorageProvider.PostgreSql || server is null)
        {
            throw new CannotRunException("Growth is measured on Sqlite, and on PostgreSql with --postgres.");
        }

        var database = string.Create(CultureInfo.InvariantCulture, $"growth_{Environment.ProcessId}_{size}");
        await ExecuteAsync(server, $"CREATE DATABASE {database}", cancellationToken);
        return new StoreFile(new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString(), server, database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await ExecuteAsync(_server, $"DROP DATABASE {_database} WITH (FORCE)", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
