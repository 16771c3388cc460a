using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="ConditionClaim"/>.</summary>
internal sealed class ConditionClaimTable : IEntityTypeConfiguration<ConditionClaim>
{
    public const string Name = "ConditionClaims";

    public void Configure(EntityTypeBuilder<ConditionClaim> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(claim => claim.Condition);
        builder.Property(claim => claim.Condition).HasMaxLength(SHA256.HashSizeInBytes * 2);
        builder.Property(claim => claim.Resource).HasMaxLength(ColumnLength.Reference);
        builder.Property(claim => claim.Revision).IsConcurrencyToken();
    }
}
