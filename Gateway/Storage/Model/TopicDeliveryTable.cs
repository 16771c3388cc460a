using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="TopicDelivery"/>.</summary>
internal sealed class TopicDeliveryTable : IEntityTypeConfiguration<TopicDelivery>
{
    public void Configure(EntityTypeBuilder<TopicDelivery> builder)
    {
        builder.ToTable("TopicDeliveries");
        builder.HasKey(delivery => delivery.SubscriptionId);
        builder.Property(delivery => delivery.SubscriptionId).HasMaxLength(ColumnLength.Id);
        builder.Property(delivery => delivery.Fault).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(delivery => delivery.Revision).IsConcurrencyToken();
    }
}
