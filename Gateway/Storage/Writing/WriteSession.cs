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
