using Microsoft.Data.Sqlite;

namespace Bare;

/// <summary>One table in one SQLite file, written with the durability that the gateway promises: WAL, synchronous FULL.</summary>
internal sealed class RowStore : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _content;

    public RowStore(string path)
    {
        _connection = new SqliteConnection($"Data Source={path}");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO row (content) VALUES ($content)";
        _content = _insert.Parameters.Add("$content", SqliteType.Blob);
        _insert.Prepare();
    }

    /// <summary>Inserts the rows in one transaction: durable when it returns.</summary>
    public void Insert(IReadOnlyList<byte[]> rows)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (var row in rows)
        {
            _content.Value = row;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
