using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>The tables of the store, each writable by prepared statements; read once from EF's model, and then without EF.</summary>
internal sealed class Tables(IDbContextFactory<GatewayDb> contexts)
{
    private readonly ConcurrentDictionary<Type, TableStatements> tables = new();

    public TableStatements Of(Type row) => tables.TryGetValue(row, out var table) ? table : tables.GetOrAdd(row, Read);

    private TableStatements Read(Type row)
    {
        using var db = contexts.CreateDbContext();
        var entity = db.Model.FindEntityType(row) ?? throw new ArgumentException($"{row.Name} is no table of the store.", nameof(row));
        return new TableStatements(entity, db.GetService<ISqlGenerationHelper>());
    }
}
