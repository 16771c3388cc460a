using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="SupersededVersion"/>.</summary>
internal sealed class SupersededVersionTable : IEntityTypeConfiguration<SupersededVersion>
{
    public void Configure(EntityTypeBuilder<SupersededVersion> builder)
    {
        builder.ToTable("ResourceHistory");
        builder.HasKey(version => new { version.Sequence, version.Version });
        builder.Property(version => version.ResourceType).HasMaxLength(ColumnLength.Code);
        builder.Property(version => version.ResourceId).HasMaxLength(ColumnLength.Id);
        builder.Property(version => version.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(version => version.Sender).HasMaxLength(ColumnLength.Reference);

        builder.HasIndex(version => new { version.ResourceType, version.ResourceId, version.Version }).IsUnique();
        builder.HasIndex(version => new { version.ResourceType, version.LastUpdated, version.Sequence });
    }
}
