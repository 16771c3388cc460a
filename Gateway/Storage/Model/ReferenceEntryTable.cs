using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="ReferenceEntry"/>: the key is the row, in the order in which searches walk it.</summary>
internal sealed class ReferenceEntryTable : IEntityTypeConfiguration<ReferenceEntry>
{
    public const string Name = "ReferenceEntries";

    public void Configure(EntityTypeBuilder<ReferenceEntry> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(entry => new { entry.Parameter, entry.Target, entry.Occurred, entry.Resource });
        builder.Property(entry => entry.Target).HasMaxLength(ColumnLength.Searched);
    }
}
