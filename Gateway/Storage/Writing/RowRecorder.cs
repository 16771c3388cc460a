using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>Reads what a unit of work staged in a context: on the caller's thread, so that the one writer only writes.</summary>
internal sealed class RowRecorder
{
    private readonly ConcurrentDictionary<IEntityType, TableStatements> tables = new();

    /// <summary>The rows to write; updates first, so that a replaced version makes room before its successor arrives.</summary>
    public RowWrite[] Record(GatewayDb db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        List<RowWrite> updates = [];
        List<RowWrite> inserts = [];
        foreach (var entry in db.ChangeTracker.Entries())
        {
            var table = tables.GetOrAdd(entry.Metadata, static (type, sql) => new TableStatements(type, sql), sql);
            switch (entry.State)
            {
                case EntityState.Added:
                    inserts.Add(table.Added(entry.Entity));
                    break;
                case EntityState.Modified:
                    updates.Add(table.Modified(entry));
                    break;
                case EntityState.Deleted:
                    throw new NotSupportedException("The gateway's store forgets nothing: rows are added or changed.");
                case EntityState.Detached:
                case EntityState.Unchanged:
                    break;
            }
        }

        return [.. updates, .. inserts];
    }
}
