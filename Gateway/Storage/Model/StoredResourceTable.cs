using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, keys and indexes of <see cref="StoredResource"/>.</summary>
internal sealed class StoredResourceTable : IEntityTypeConfiguration<StoredResource>
{
    public void Configure(EntityTypeBuilder<StoredResource> builder)
    {
        builder.ToTable("Resources");
        builder.HasKey(resource => resource.Sequence);
        builder.Property(resource => resource.Sequence).ValueGeneratedNever();
        builder.Property(resource => resource.ResourceType).HasMaxLength(ColumnLength.Code);
        builder.Property(resource => resource.ResourceId).HasMaxLength(ColumnLength.Id);
        builder.Property(resource => resource.Version).IsConcurrencyToken();
        builder.Property(resource => resource.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(resource => resource.Sender).HasMaxLength(ColumnLength.Reference);
        builder.Property(resource => resource.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(resource => resource.IdempotencyKey).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(resource => resource.Fingerprint).HasMaxLength(SHA256.HashSizeInBytes);

        builder.HasIndex(resource => new { resource.ResourceType, resource.ResourceId }).IsUnique();
        builder.HasIndex(resource => new { resource.ResourceType, resource.Occurred, resource.Sequence });
        builder.HasIndex(resource => new { resource.ResourceType, resource.LastUpdated, resource.Sequence });
        builder.HasIndex(resource => new { resource.Client, resource.IdempotencyKey }).IsUnique().HasFilter("\"IdempotencyKey\" IS NOT NULL");
    }
}
