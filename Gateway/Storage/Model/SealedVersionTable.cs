using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and index of <see cref="SealedVersion"/>.</summary>
internal sealed class SealedVersionTable : IEntityTypeConfiguration<SealedVersion>
{
    public void Configure(EntityTypeBuilder<SealedVersion> builder)
    {
        builder.ToTable("SealedVersions");
        builder.HasKey(version => new { version.MessageId, version.Version });
        builder.Property(version => version.MessageId).HasMaxLength(ColumnLength.Id);
        builder.Property(version => version.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(version => version.Sender).HasMaxLength(ColumnLength.Reference);

        builder.HasIndex(version => version.DestroyAfter);
    }
}
