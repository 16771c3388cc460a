using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>Makes the rows of one entity type writable by prepared statements, from EF's own model of its table.</summary>
internal sealed class TableStatements
{
    private readonly string table;
    private readonly Column[] columns;
    private readonly Column[] inserted;
    private readonly Column[] matched;
    private readonly RowStatement insert;
    private readonly ConcurrentDictionary<ulong, RowStatement> updates = new();

    public TableStatements(IEntityType entityType, ISqlGenerationHelper sql)
    {
        table = sql.DelimitIdentifier(entityType.GetTableName()!, entityType.GetSchema());
        columns = [.. entityType.GetProperties().Select(property => new Column(property, sql.DelimitIdentifier(property.GetColumnName())))];
        inserted = [.. columns.Where(column => !column.IsGenerated)];
        matched = [.. columns.Where(column => column.IsKey || column.IsToken)];
        insert = Insert();
    }

    /// <summary>An inserted row. Its generated key is not read back: no caller needs it, and reading costs a third of the insert.</summary>
    public RowWrite Added(object entity)
    {
        var values = new object[inserted.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = inserted[i].ValueOf(entity);
        }

        return new RowWrite(insert, values);
    }

    /// <summary>A changed row: what was changed since it was attached, matched by its key and by its tokens as they were.</summary>
    public RowWrite Modified(EntityEntry entry)
    {
        var changed = 0UL;
        var values = new List<object>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var property = entry.Property(columns[i].Property);
            if (columns[i].IsRevision)
            {
                changed |= 1UL << i;
                values.Add((int)property.OriginalValue! + 1);
            }
            else if (property.IsModified)
            {
                changed |= 1UL << i;
                values.Add(columns[i].ToProvider(property.CurrentValue));
            }
        }

        values.AddRange(matched.Select(column => column.ToProvider(entry.Property(column.Property).OriginalValue)));
        return new RowWrite(updates.GetOrAdd(changed, Update), [.. values]);
    }

    private RowStatement Insert()
    {
        var names = string.Join(", ", inserted.Select(column => column.QuotedName));
        var values = string.Join(", ", inserted.Select((_, i) => RowStatement.ParameterName(i)));
        return new RowStatement($"INSERT INTO {table} ({names}) VALUES ({values})", [.. inserted.Select(column => column.Mapping)], mustMatch: false);
    }

    private RowStatement Update(ulong changed)
    {
        Column[] set = [.. columns.Where((_, i) => (changed & (1UL << i)) != 0)];
        var assignments = string.Join(", ", set.Select((column, i) => $"{column.QuotedName} = {RowStatement.ParameterName(i)}"));
        var conditions = string.Join(" AND ", matched.Select((column, i) => $"{column.QuotedName} = {RowStatement.ParameterName(set.Length + i)}"));
        return new RowStatement($"UPDATE {table} SET {assignments} WHERE {conditions}", [.. set.Concat(matched).Select(column => column.Mapping)], mustMatch: true);
    }
}
