using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="OnCallNotice"/>.</summary>
internal sealed class OnCallNoticeTable : IEntityTypeConfiguration<OnCallNotice>
{
    // NoticeState.Pending.
    private const string Pending = "\"State\" = 0";

    public void Configure(EntityTypeBuilder<OnCallNotice> builder)
    {
        builder.ToTable("OnCallNotices");
        builder.HasKey(notice => notice.Sequence);
        builder.Property(notice => notice.AlertId).HasMaxLength(ColumnLength.Id);
        builder.Property(notice => notice.Channel).HasMaxLength(ColumnLength.Code);
        builder.Property(notice => notice.Who).HasMaxLength(ColumnLength.Reference);
        builder.Property(notice => notice.Fault).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(notice => notice.Revision).IsConcurrencyToken();

        // Whoever takes a step tells each person once by each channel.
        builder.HasIndex(notice => new { notice.AlertId, notice.Step, notice.Channel, notice.Who }).IsUnique();
        builder.HasIndex(notice => new { notice.State, notice.DueAt }).HasFilter(Pending);
    }
}
