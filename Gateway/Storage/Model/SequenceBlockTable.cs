using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="SequenceBlock"/>.</summary>
internal sealed class SequenceBlockTable : IEntityTypeConfiguration<SequenceBlock>
{
    public void Configure(EntityTypeBuilder<SequenceBlock> builder)
    {
        builder.ToTable("Sequences");
        builder.HasKey(block => block.Name);
        builder.Property(block => block.Name).HasMaxLength(ColumnLength.Code);
        builder.Property(block => block.Revision).IsConcurrencyToken();
    }
}
