using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="TopicCursor"/>.</summary>
internal sealed class TopicCursorTable : IEntityTypeConfiguration<TopicCursor>
{
    public void Configure(EntityTypeBuilder<TopicCursor> builder)
    {
        builder.ToTable("TopicCursors");
        builder.HasKey(cursor => cursor.Chain);
        builder.Property(cursor => cursor.Chain).ValueGeneratedNever();
        builder.Property(cursor => cursor.Revision).IsConcurrencyToken();
    }
}
