using Gateway.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>Everything the gateway remembers: resource versions, the outbox and the audit trail, in one model for three databases.</summary>
/// <remarks>Slices read through it. They write through the <see cref="CommitQueue"/>, which hands them one to stage rows in.</remarks>
internal abstract class GatewayDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoredResource> Resources => Set<StoredResource>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new StoredResourceTable());
        modelBuilder.ApplyConfiguration(new OutboxEntryTable());
        modelBuilder.ApplyConfiguration(new AuditEntryTable());
    }
}
