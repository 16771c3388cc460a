using System.Data.Common;

namespace Gateway.Storage.Writing;

/// <summary>The writer's connection with its prepared statements; thrown away as a whole when anything is wrong with it.</summary>
internal sealed class WriteSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<RowStatement, DbCommand> prepared = [];

    public DbTransaction Begin() => connection.BeginTransaction();

    /// <summary>Writes the rows in their order; a database across the network gets them in two round trips, updates first.</summary>
    public void Write(IEnumerable<RowWrite> rows, DbTransaction transaction)
    {
        if (!connection.CanCreateBatch)
        {
            WriteEach(rows, transaction);
            return;
        }

        // Apart, so that an update that found nothing is told before an insert that collides because of it.
        var updates = rows.ToLookup(row => row.Statement.MustMatch);
        WriteTogether(updates[true], transaction);
        WriteTogether(updates[false], transaction);
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private void WriteEach(IEnumerable<RowWrite> rows, DbTransaction transaction)
    {
        foreach (var (statement, values) in rows)
        {
            var command = Prepared(statement);
            command.Transaction = transaction;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            Check(statement, command.ExecuteNonQuery());
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

    private DbCommand Prepared(RowStatement statement)
    {
        if (prepared.TryGetValue(statement, out var command))
        {
            return command;
        }

        command = connection.CreateCommand();
        command.CommandText = statement.Sql;
        for (var i = 0; i < statement.Parameters.Count; i++)
        {
            command.Parameters.Add(statement.ParameterFor(command, i));
        }

        return prepared[statement] = command;
    }

    private static void Check(RowStatement statement, int found)
    {
        if (statement.MustMatch && found != 1)
        {
            throw new SupersededException();
        }
    }
}
