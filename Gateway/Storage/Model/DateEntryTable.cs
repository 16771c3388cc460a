using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="DateEntry"/>: the key is the row, in the order in which searches walk it.</summary>
internal sealed class DateEntryTable : IEntityTypeConfiguration<DateEntry>
{
    public const string Name = "DateEntries";

    public void Configure(EntityTypeBuilder<DateEntry> builder)
    {
        builder.ToTable(Name);
        builder.HasKey(entry => new { entry.Parameter, entry.Low, entry.High, entry.Resource });
    }
}
