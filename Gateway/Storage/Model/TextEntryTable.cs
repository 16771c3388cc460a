using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="TextEntry"/>: the key is the row, in the order in which searches walk it.</summary>
internal sealed class TextEntryTable : IEntityTypeConfiguration<TextEntry>
{
    public const string Name = "TextEntries";

    public void Configure(EntityTypeBuilder<TextEntry> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(entry => new { entry.Parameter, entry.Folded, entry.Exact, entry.Resource });
        builder.Property(entry => entry.Folded).HasMaxLength(ColumnLength.Searched);
        builder.Property(entry => entry.Exact).HasMaxLength(ColumnLength.Searched);
    }
}
