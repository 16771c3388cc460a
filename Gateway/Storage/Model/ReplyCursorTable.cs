using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="ReplyCursor"/>.</summary>
internal sealed class ReplyCursorTable : IEntityTypeConfiguration<ReplyCursor>
{
    public void Configure(EntityTypeBuilder<ReplyCursor> builder)
    {
        builder.ToTable("ReplyCursors");
        builder.HasKey(cursor => cursor.Connection);
        builder.Property(cursor => cursor.Connection).HasMaxLength(ColumnLength.Id);
        builder.Property(cursor => cursor.Fault).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(cursor => cursor.Revision).IsConcurrencyToken();
    }
}
