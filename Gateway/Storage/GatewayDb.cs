using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>Everything the gateway remembers: resource versions, the outbox and the audit trail, in one model for three databases.</summary>
internal abstract class GatewayDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoredResource> Resources => Set<StoredResource>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
}
