using System.Runtime.InteropServices;
using Gateway.Storage.Writing;

namespace Gateway.Storage;

/// <summary>What one unit of work writes, all or nothing: rows added, changed and removed, in any order.</summary>
/// <remarks>Not EF's change tracker: a message writes some thirty rows, and tracking them costs more than writing them (ADR 0014).</remarks>
internal sealed class Changes
{
    private readonly Tables tables;
    private readonly List<RowWrite> changed = [];
    private readonly List<RowWrite> removed = [];
    private readonly List<RowWrite> added = new(32);
    private readonly List<AuditEntry> trail = new(1);

    internal Changes(Tables tables) => this.tables = tables;

    /// <summary>The request that all this is done for; none for what the gateway does by itself.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <summary>What of this the audit trail tells; each entry gets its place when it is written.</summary>
    internal IReadOnlyList<AuditEntry> Trail => trail;

    /// <summary>Adds to the audit trail what this unit does, or was asked and does not do.</summary>
    public void Add(AuditEntry entry)
    {
        entry.RequestId = Origin?.RequestId;
        entry.Address = Origin?.Address;
        trail.Add(entry);
    }

    /// <summary>Adds a row. A generated key is not read back: no caller needs it.</summary>
    public void Add(object row)
    {
        if (row is AuditEntry entry)
        {
            Add(entry);
            return;
        }

        added.Add(tables.Of(row.GetType()).Added(row));
    }

    /// <summary>
    /// Changes a row that was read. It must still be as it was read, or the whole unit is
    /// <see cref="CommitResult.Superseded"/>; a counting concurrency token is moved by the writer.
    /// </summary>
    public void Change<TRow>(TRow row, Action<TRow> change)
        where TRow : class
    {
        var table = tables.Of(typeof(TRow));
        var before = table.ValuesOf(row);
        change(row);
        changed.Add(table.Modified(before, table.ValuesOf(row)));
    }

    /// <summary>Removes a row by its key; that it is not there is no fault.</summary>
    public void Remove(object row) => removed.Add(tables.Of(row.GetType()).Removed(row));

    /// <summary>
    /// The rows to write: changes first, so that what is superseded is told before what collides because of it; then what
    /// is removed, which makes room for what is added.
    /// </summary>
    internal RowWrite[] ToRows()
    {
        var rows = new RowWrite[changed.Count + removed.Count + added.Count];
        CollectionsMarshal.AsSpan(changed).CopyTo(rows);
        CollectionsMarshal.AsSpan(removed).CopyTo(rows.AsSpan(changed.Count));
        CollectionsMarshal.AsSpan(added).CopyTo(rows.AsSpan(changed.Count + removed.Count));
        return rows;
    }
}
