using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="AuditEntry"/>.</summary>
internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Audit");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Action).HasMaxLength(ColumnLength.Code);
        builder.Property(entry => entry.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(entry => entry.Person).HasMaxLength(ColumnLength.Reference);
        builder.Property(entry => entry.Resource).HasMaxLength(ColumnLength.Reference);
        builder.Property(entry => entry.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.PolicyVersion).HasMaxLength(ColumnLength.Id);
    }
}
