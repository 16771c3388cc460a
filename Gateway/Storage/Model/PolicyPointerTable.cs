using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="PolicyPointer"/>.</summary>
internal sealed class PolicyPointerTable : IEntityTypeConfiguration<PolicyPointer>
{
    public void Configure(EntityTypeBuilder<PolicyPointer> builder)
    {
        builder.ToTable("PolicyPointer");
        builder.HasKey(pointer => pointer.Id);
        builder.Property(pointer => pointer.Id).ValueGeneratedNever();
        builder.Property(pointer => pointer.Revision).IsConcurrencyToken();
    }
}
