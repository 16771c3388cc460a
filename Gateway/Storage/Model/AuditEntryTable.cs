using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="AuditEntry"/>. Few indexes: each is paid by every create.</summary>
internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Audit");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.Property(entry => entry.Action).HasConversion<string>().HasMaxLength(ColumnLength.Code);
        builder.Property(entry => entry.Outcome).HasConversion<string>().HasMaxLength(ColumnLength.Code);
        builder.Property(entry => entry.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(entry => entry.Person).HasMaxLength(ColumnLength.Reference);
        builder.Property(entry => entry.Resource).HasMaxLength(ColumnLength.Reference);
        builder.Property(entry => entry.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Sender).HasMaxLength(ColumnLength.Reference);
        builder.Property(entry => entry.Why).HasMaxLength(ColumnLength.Code);
        builder.Property(entry => entry.PolicyVersion).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.RequestId).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Address).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Digest).HasMaxLength(SHA256.HashSizeInBytes);

        builder.HasIndex(entry => new { entry.Chart, entry.Sequence });
        // What was held, given back or denied is little: what was simply done has no reason, and pays nothing.
        builder.HasIndex(entry => new { entry.Why, entry.At }).HasFilter("\"Why\" IS NOT NULL");
        builder.HasIndex(entry => new { entry.Resource, entry.Sequence });
    }
}
