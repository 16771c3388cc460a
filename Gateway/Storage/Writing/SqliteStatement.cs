using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Storage.Writing;

/// <summary>
/// A statement prepared on SQLite itself. A message writes some thirty small rows, and for such a row an ADO.NET command costs
/// several times what the row does.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <summary>Runs it once; the answer is how many rows it changed.</summary>
    /// <exception cref="SqliteException">As a command would throw it.</exception>
    public int Execute(object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(i + 1, values[i]));
        }

        var result = raw.sqlite3_step(statement);
        var changed = raw.sqlite3_changes(database);
        if (result != raw.SQLITE_DONE)
        {
            Fail(result);
        }

        Check(raw.sqlite3_reset(statement));
        return changed;
    }

    public void Dispose() => statement.Dispose();

    private int Bind(int index, object value) => value switch
    {
        string text => raw.sqlite3_bind_text(statement, index, text),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int(statement, index, number),
        bool flag => raw.sqlite3_bind_int(statement, index, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        DBNull => raw.sqlite3_bind_null(statement, index),
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"No column holds a {value.GetType().Name}.")),
    };

    // What went wrong is read before the statement is made ready for its next run, which forgets it.
    private void Fail(int result)
    {
        try
        {
            Check(result);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
