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
        builder.Property(resource => resource.ResourceType).HasMaxLength(ColumnLength.Code);
        builder.Property(resource => resource.ResourceId).HasMaxLength(ColumnLength.Id);
        builder.Property(resource => resource.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(resource => resource.Sender).HasMaxLength(ColumnLength.Reference);
        builder.Property(resource => resource.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(resource => resource.IdempotencyKey).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(resource => resource.Fingerprint).HasMaxLength(SHA256.HashSizeInBytes);

        // It only ever turns false: of two that replace the same version, the later one is told.
        builder.Property(resource => resource.IsCurrent).IsConcurrencyToken();

        // Reads of the current version use it too: a resource has few versions.
        builder.HasIndex(resource => new { resource.ResourceType, resource.ResourceId, resource.Version }).IsUnique();
        builder.HasIndex(resource => new { resource.Client, resource.IdempotencyKey }).IsUnique().HasFilter("\"IdempotencyKey\" IS NOT NULL");
    }
}
