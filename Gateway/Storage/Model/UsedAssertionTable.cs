using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and index of <see cref="UsedAssertion"/>.</summary>
internal sealed class UsedAssertionTable : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.ToTable("UsedAssertions");
        builder.HasKey(assertion => assertion.Digest);
        builder.Property(assertion => assertion.Digest).HasMaxLength(SHA256.HashSizeInBytes * 2);

        builder.HasIndex(assertion => assertion.ExpiresAt);
    }
}
