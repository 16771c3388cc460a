using Gateway.Storage;
using Gateway.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Load.Seeding;

/// <summary>Writes rows by PostgreSQL's COPY.</summary>
internal sealed class CopyWriter : IRowWriter
{
    private readonly NpgsqlConnection _connection;
    private readonly IDbContextFactory<GatewayDb> _contexts;
    private readonly Dictionary<Type, (string Command, Column[] Columns)> _tables = [];

    public CopyWriter(string connectionString, IDbContextFactory<GatewayDb> contexts)
    {
        _contexts = contexts;
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ToString());
        _connection.Open();
        Execute("SET synchronous_commit = off");
    }

    public void Write(SeedRows rows)
    {
        foreach (var table in rows.Tables)
        {
            var (command, columns) = TableOf(table[0].GetType());
            using var copy = _connection.BeginBinaryImport(command);
            foreach (var row in table)
            {
                copy.StartRow();
                foreach (var column in columns)
                {
                    copy.Write(column.ValueOf(row));
                }
            }

            copy.Complete();
        }
    }

    // Its autovacuum would do so within minutes, in the midst of what is measured.
    public void Finish()
    {
        Execute("VACUUM (ANALYZE)");
        Execute("CHECKPOINT");
    }

    public void Dispose() => _connection.Dispose();

    private (string Command, Column[] Columns) TableOf(Type row)
    {
        if (_tables.TryGetValue(row, out var known))
        {
            return known;
        }

        using var db = _contexts.CreateDbContext();
        var entity = db.Model.FindEntityType(row)!;
        var sql = db.GetService<ISqlGenerationHelper>();
        Column[] columns = [.. entity.GetProperties().Select(property => new Column(property, sql.DelimitIdentifier(property.GetColumnName())))];
        var names = string.Join(", ", columns.Select(column => column.QuotedName));
        return _tables[row] = ($"COPY {sql.DelimitIdentifier(entity.GetTableName()!)} ({names}) FROM STDIN (FORMAT BINARY)", columns);
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
