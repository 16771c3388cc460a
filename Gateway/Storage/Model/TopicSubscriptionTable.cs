using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="TopicSubscription"/>; there are too few for an index.</summary>
internal sealed class TopicSubscriptionTable : IEntityTypeConfiguration<TopicSubscription>
{
    public void Configure(EntityTypeBuilder<TopicSubscription> builder)
    {
        builder.ToTable("TopicSubscriptions");
        builder.HasKey(subscription => subscription.SubscriptionId);
        builder.Property(subscription => subscription.SubscriptionId).HasMaxLength(ColumnLength.Id);
        builder.Property(subscription => subscription.Topic).HasMaxLength(ColumnLength.Code);
        builder.Property(subscription => subscription.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(subscription => subscription.Person).HasMaxLength(ColumnLength.Reference);
        builder.Property(subscription => subscription.LaunchChart).HasMaxLength(ColumnLength.Id);
        builder.Property(subscription => subscription.ActsFor).HasMaxLength(ColumnLength.Id);
        builder.Property(subscription => subscription.Revision).IsConcurrencyToken();
    }
}
