using System.Data.Common;
using Gateway.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace Load.Seeding;

/// <summary>Writes rows by the gateway's own statements, a transaction for some thousands.</summary>
internal sealed class StatementWriter(DbConnection connection, Tables tables) : IRowWriter
{
    private const int RowsAtOnce = 1000;

    private readonly WriteSession _session = new(connection);

    public static StatementWriter OnSqlite(string connectionString, Tables tables)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        // The readers' pool keeps the file open, and a journal cannot be turned off while anybody has.
        using (var pooled = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        connection.Open();
        Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -1048576;");
        return new StatementWriter(connection, tables);
    }

    public void Write(SeedRows rows)
    {
        using var transaction = _session.Begin();
        foreach (var table in rows.Tables)
        {
            var statements = tables.Of(table[0].GetType());
            foreach (var chunk in table.Chunk(RowsAtOnce))
            {
                _session.Write(chunk.Select(statements.Added), transaction);
            }
        }

        transaction.Commit();
    }

    public void Finish()
    {
        if (connection is SqliteConnection)
        {
            // As the gateway leaves it.
            Execute(connection, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
        }
    }

    public void Dispose() => _session.Dispose();

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
