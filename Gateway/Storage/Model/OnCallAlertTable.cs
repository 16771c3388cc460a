using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="OnCallAlert"/>.</summary>
internal sealed class OnCallAlertTable : IEntityTypeConfiguration<OnCallAlert>
{
    // What is acknowledged leaves the indexes: the sweep reads what is open alone.
    private const string Open = "\"AcknowledgedAt\" IS NULL";

    public void Configure(EntityTypeBuilder<OnCallAlert> builder)
    {
        builder.ToTable("OnCallAlerts");
        builder.HasKey(alert => alert.AlertId);
        builder.Property(alert => alert.AlertId).HasMaxLength(ColumnLength.Id);
        builder.Property(alert => alert.MessageId).HasMaxLength(ColumnLength.Id);
        builder.Property(alert => alert.Requester).HasMaxLength(ColumnLength.Reference);
        builder.Property(alert => alert.AcknowledgedBy).HasMaxLength(ColumnLength.Reference);
        builder.Property(alert => alert.Revision).IsConcurrencyToken();

        builder.HasIndex(alert => alert.RaisedAt).HasFilter(Open);
        builder.HasIndex(alert => alert.Requester).HasFilter(Open);
    }
}
