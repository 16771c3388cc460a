using Microsoft.Data.Sqlite;

namespace Sandbox.Ehr.Records;

/// <summary>The EHR's one SQLite file: plain DDL, because a migration runner would cost more start-up than the tables are worth.</summary>
internal sealed class EhrDatabase(SandboxOptions options)
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS directory(
            position INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, content BLOB NOT NULL, UNIQUE(type, id));
        CREATE TABLE IF NOT EXISTS communication(
            sequence INTEGER PRIMARY KEY, name TEXT, patient TEXT, sender TEXT, status TEXT NOT NULL, sent INTEGER, updated INTEGER NOT NULL,
            content BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS communication_name ON communication(name) WHERE name IS NOT NULL;
        CREATE INDEX IF NOT EXISTS communication_patient ON communication(patient);
        CREATE INDEX IF NOT EXISTS communication_sender ON communication(sender);
        CREATE INDEX IF NOT EXISTS communication_updated ON communication(updated, sequence);
        CREATE TABLE IF NOT EXISTS communication_identifier(
            value TEXT NOT NULL, system TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY(value, system, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS communication_recipient(
            recipient TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY(recipient, sequence)) WITHOUT ROWID;
        """;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.DataDirectory, "ehr.db"),
        Pooling = true,
        DefaultTimeout = 30,
    }.ConnectionString;

    /// <summary>Opens a connection whose commits are durable when they return (WAL with a full sync).</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Run(connection, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;");
        return connection;
    }

    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    public void Create()
    {
        Directory.CreateDirectory(options.DataDirectory);
        using var connection = Open();
        Run(connection, "PRAGMA journal_mode=WAL;");
        MakeTables(connection);
    }

    /// <summary>The tables of the record, as far as they are not there.</summary>
    public static void MakeTables(SqliteConnection connection) => Run(connection, Tables);

    /// <summary>Lets go of pooled file handles, so that the data directory can be removed.</summary>
    public void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only this file's own constants arrive here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
