using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and index of <see cref="TopicEvent"/>. The key lets no number be given twice, whoever gives it.</summary>
internal sealed class TopicEventTable : IEntityTypeConfiguration<TopicEvent>
{
    public void Configure(EntityTypeBuilder<TopicEvent> builder)
    {
        builder.ToTable("TopicEvents");
        builder.HasKey(topicEvent => new { topicEvent.SubscriptionId, topicEvent.Number });
        builder.Property(topicEvent => topicEvent.SubscriptionId).HasMaxLength(ColumnLength.Id);
        builder.Property(topicEvent => topicEvent.Number).ValueGeneratedNever();
        builder.Property(topicEvent => topicEvent.Focus).HasMaxLength(ColumnLength.Reference);
        builder.Property(topicEvent => topicEvent.Context).HasMaxLength(ColumnLength.Reference);

        builder.HasIndex(topicEvent => topicEvent.At);
    }
}
