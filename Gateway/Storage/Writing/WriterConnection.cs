using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Storage.Writing;

/// <summary>Opens the one connection that a process writes through.</summary>
internal static class WriterConnection
{
    /// <summary>Longest wait for another process that writes the same SQLite file, unless the connection string says otherwise.</summary>
    private const int BusySeconds = 5;

    private const long BytesPerMegabyte = 1024 * 1024;

    /// <summary>A handful of statements, sent thousands of times a second: the server should parse them once.</summary>
    private const int PreparedStatements = 32;

    public static DbConnection Open(StorageOptions options) => options.Provider switch
    {
        StorageProvider.Sqlite => OpenSqlite(options),
        StorageProvider.PostgreSql => OpenPostgres(options),
        StorageProvider.SqlServer => Opened(new SqlConnection(options.ConnectionString)),
    };

    private static SqliteConnection OpenSqlite(StorageOptions options)
    {
        var parts = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false };
        if (!parts.ShouldSerialize("Default Timeout"))
        {
            parts.DefaultTimeout = BusySeconds;
        }

        var connection = Opened(new SqliteConnection(parts.ToString()));
        using var pragmas = connection.CreateCommand();
        // Checkpoints leave the commit path (WalCheckpoint); a log that once grew large is cut when it begins anew. FULL: a commit is on the disk before it is answered.
        pragmas.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 268435456; PRAGMA cache_size = -65536;";
        pragmas.ExecuteNonQuery();
        if (options.MaxMegabytes is { } limit)
        {
            pragmas.CommandText = "PRAGMA page_size";
            var pageSize = (long)pragmas.ExecuteScalar()!;
            pragmas.CommandText = $"PRAGMA max_page_count = {limit * BytesPerMegabyte / pageSize}";
            pragmas.ExecuteNonQuery();
        }

        return connection;
    }

    private static NpgsqlConnection OpenPostgres(StorageOptions options)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (!parts.ContainsKey("Max Auto Prepare"))
        {
            (parts.MaxAutoPrepare, parts.AutoPrepareMinUsages) = (PreparedStatements, 1);
        }

        return Opened(new NpgsqlConnection(parts.ToString()));
    }

    private static TConnection Opened<TConnection>(TConnection connection)
        where TConnection : DbConnection
    {
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
