using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>Makes the rows of one table writable by prepared statements, from EF's own model of it.</summary>
internal sealed class TableStatements
{
    private readonly string table;
    private readonly Column[] columns;
    private readonly Column[] inserted;
    private readonly Column[] keys;
    private readonly int[] matched;
    private readonly RowStatement insert;
    private readonly RowStatement delete;
    private readonly RowStatement overwrite;
    private readonly Column[] others;
    private readonly ConcurrentDictionary<ulong, RowStatement> updates = new();

    public TableStatements(IEntityType entityType, ISqlGenerationHelper sql)
    {
        table = sql.DelimitIdentifier(entityType.GetTableName()!, entityType.GetSchema());
        columns = [.. entityType.GetProperties().Select(property => new Column(property, sql.DelimitIdentifier(property.GetColumnName())))];
        inserted = [.. columns.Where(column => !column.IsGenerated)];
        keys = [.. columns.Where(column => column.IsKey)];
        others = [.. columns.Where(column => !column.IsKey)];
        matched = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].IsKey || columns[i].IsToken)];
        insert = Insert();
        delete = new RowStatement($"DELETE FROM {table} WHERE {Conditions(keys, 0)}", [.. keys.Select(column => column.Mapping)], mustMatch: false);
        overwrite = Update(others, keys, mustMatch: false);
    }

    /// <summary>An inserted row. Its generated key is not read back: no caller needs it, and reading costs a third of the insert.</summary>
    public RowWrite Added(object row) => new(insert, ValuesOf(row, inserted));

    /// <summary>A row gone, by its key.</summary>
    public RowWrite Removed(object row) => new(delete, ValuesOf(row, keys));

    /// <summary>A row as it is to be, whatever the one with its key has become: for rows that have one writer only.</summary>
    public RowWrite Overwritten(object row) => new(overwrite, [.. ValuesOf(row, others), .. ValuesOf(row, keys)]);

    /// <summary>All columns of a row, as the database takes them.</summary>
    public object[] ValuesOf(object row) => ValuesOf(row, columns);

    /// <summary>A changed row: the columns that differ, matched by its key and by its tokens as they were.</summary>
    public RowWrite Modified(object[] before, object[] after)
    {
        var changed = 0UL;
        var values = new List<object>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].IsRevision)
            {
                changed |= 1UL << i;
                values.Add((int)before[i] + 1);
            }
            else if (!before[i].Equals(after[i]))
            {
                changed |= 1UL << i;
                values.Add(after[i]);
            }
        }

        foreach (var i in matched)
        {
            values.Add(before[i]);
        }

        return new RowWrite(updates.GetOrAdd(changed, Update), [.. values]);
    }

    private static object[] ValuesOf(object row, Column[] columns)
    {
        var values = new object[columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i].ValueOf(row);
        }

        return values;
    }

    private RowStatement Insert()
    {
        var names = string.Join(", ", inserted.Select(column => column.QuotedName));
        var values = string.Join(", ", inserted.Select((_, i) => RowStatement.ParameterName(i)));
        return new RowStatement($"INSERT INTO {table} ({names}) VALUES ({values})", [.. inserted.Select(column => column.Mapping)], mustMatch: false);
    }

    private RowStatement Update(ulong changed) =>
        Update([.. columns.Where((_, i) => (changed & (1UL << i)) != 0)], [.. matched.Select(i => columns[i])], mustMatch: true);

    private RowStatement Update(Column[] set, Column[] where, bool mustMatch)
    {
        var assignments = string.Join(", ", set.Select((column, i) => $"{column.QuotedName} = {RowStatement.ParameterName(i)}"));
        return new RowStatement(
            $"UPDATE {table} SET {assignments} WHERE {Conditions(where, set.Length)}", [.. set.Concat(where).Select(column => column.Mapping)], mustMatch);
    }

    private static string Conditions(Column[] columns, int firstParameter) =>
        string.Join(" AND ", columns.Select((column, i) => $"{column.QuotedName} = {RowStatement.ParameterName(firstParameter + i)}"));
}
