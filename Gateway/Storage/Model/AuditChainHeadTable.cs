using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and index of <see cref="AuditChainHead"/>.</summary>
internal sealed class AuditChainHeadTable : IEntityTypeConfiguration<AuditChainHead>
{
    public void Configure(EntityTypeBuilder<AuditChainHead> builder)
    {
        builder.ToTable("AuditChains");
        builder.HasKey(head => head.Chain);
        builder.Property(head => head.Chain).ValueGeneratedNever();
        builder.Property(head => head.Digest).HasMaxLength(SHA256.HashSizeInBytes);

        builder.HasIndex(head => head.Day);
    }
}
