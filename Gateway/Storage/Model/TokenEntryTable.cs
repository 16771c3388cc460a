using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="TokenEntry"/>: the key is the row, in the order in which searches walk it.</summary>
internal sealed class TokenEntryTable : IEntityTypeConfiguration<TokenEntry>
{
    public const string Name = "TokenEntries";

    public void Configure(EntityTypeBuilder<TokenEntry> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(entry => new { entry.Parameter, entry.Code, entry.System, entry.Occurred, entry.Resource });
        builder.Property(entry => entry.Code).HasMaxLength(ColumnLength.Searched);
        builder.Property(entry => entry.System).HasMaxLength(ColumnLength.Searched);
    }
}
