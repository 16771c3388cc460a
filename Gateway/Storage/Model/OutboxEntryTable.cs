using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, keys and indexes of <see cref="OutboxEntry"/>.</summary>
internal sealed class OutboxEntryTable : IEntityTypeConfiguration<OutboxEntry>
{
    // OutboxState.Pending: what is delivered leaves the indexes, so that they stay as small as the backlog.
    private const string Pending = "\"State\" = 0";

    // OutboxState.DeadLetter: what persons must look at is found without reading what was delivered.
    private const string DeadLetter = "\"State\" = 2";

    private const int LongestCorrections = 2000;

    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Connection).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.MessageId).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Fault).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(entry => entry.EhrId).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(entry => entry.FaultElement).HasMaxLength(ColumnLength.Id);
        builder.Property(entry => entry.Corrections).HasMaxLength(LongestCorrections);
        builder.Property(entry => entry.DiscardedFor).HasMaxLength(ColumnLength.Code);
        builder.Property(entry => entry.Revision).IsConcurrencyToken();

        // A message is filed once and taken back once.
        builder.HasIndex(entry => new { entry.MessageId, entry.Kind }).IsUnique();
        builder.HasIndex(entry => new { entry.State, entry.DueAt }).HasFilter(Pending);
        builder.HasIndex(entry => new { entry.Connection, entry.Chart, entry.State, entry.Sequence }).HasFilter(Pending);
        builder.HasIndex(entry => new { entry.State, entry.Sequence }).HasFilter(DeadLetter);

        // What the EHR's own id of a message stands for: a reply names it.
        builder.HasIndex(entry => entry.EhrId).HasFilter("\"EhrId\" IS NOT NULL");
    }
}
