using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Writing;

/// <summary>The writer's connection with its prepared statements; thrown away as a whole when anything is wrong with it.</summary>
internal sealed class WriteSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<RowStatement, SqliteStatement> prepared = [];

    public DbTransaction Begin() => connection.BeginTransaction();

    /// <summary>Writes the rows in their order; a database across the network gets them in two round trips, updates first.</summary>
    public void Write(IEnumerable<RowWrite> rows, DbTransaction transaction)
    {
        if (connection is SqliteConnection sqlite)
        {
            WriteEach(sqlite, rows);
            return;
        }

        // Apart, so that an update that found nothing is told before an insert that collides because of it.
        var updates = rows.ToLookup(row => row.Statement.MustMatch);
        WriteTogether(updates[true], transaction);
        WriteTogether(updates[false], transaction);
    }

    /// <summary>The audit trail's chains of a day and of the last one before it that has any.</summary>
    public IReadOnlyList<ChainMark> HeadsBefore(int day, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            SELECT "Chain", "Number", "Digest" FROM "AuditChains"
            WHERE "Day" >= (SELECT COALESCE(MAX("Day"), 0) FROM "AuditChains" WHERE "Day" < @day)
            """;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@day", day);
        command.Parameters.Add(parameter);
        using var reader = command.ExecuteReader();
        List<ChainMark> heads = [];
        while (reader.Read())
        {
            heads.Add(new ChainMark(reader.GetInt64(0), reader.GetInt32(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2))));
        }

        return heads;
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private void WriteEach(SqliteConnection sqlite, IEnumerable<RowWrite> rows)
    {
        foreach (var (statement, values) in rows)
        {
            Check(statement, Prepared(sqlite, statement).Execute(values));
        }
    }

    private void WriteTogether(IEnumerable<RowWrite> rows, DbTransaction transaction)
    {
        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        using var factory = connection.CreateCommand();
        List<RowStatement> statements = [];
        foreach (var (statement, values) in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = statement.ParameterFor(factory, i);
                parameter.Value = values[i];
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
            statements.Add(statement);
        }

        if (statements.Count == 0)
        {
            return;
        }

        batch.ExecuteNonQuery();
        for (var i = 0; i < statements.Count; i++)
        {
            Check(statements[i], batch.BatchCommands[i].RecordsAffected);
        }
    }

    private SqliteStatement Prepared(SqliteConnection sqlite, RowStatement statement) => prepared.TryGetValue(statement, out var known)
        ? known
        : prepared[statement] = new SqliteStatement(sqlite, statement.Sql);

    private static void Check(RowStatement statement, int found)
    {
        if (statement.MustMatch && found != 1)
        {
            throw new SupersededException();
        }
    }
}
