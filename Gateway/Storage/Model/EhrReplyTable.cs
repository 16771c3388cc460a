using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and index of <see cref="EhrReply"/>.</summary>
internal sealed class EhrReplyTable : IEntityTypeConfiguration<EhrReply>
{
    public void Configure(EntityTypeBuilder<EhrReply> builder)
    {
        builder.ToTable("EhrReplies");
        builder.HasKey(reply => new { reply.Connection, reply.EhrId });
        builder.Property(reply => reply.Connection).HasMaxLength(ColumnLength.Id);
        builder.Property(reply => reply.EhrId).HasMaxLength(ColumnLength.Id);
        builder.Property(reply => reply.MessageId).HasMaxLength(ColumnLength.Id);
        builder.Property(reply => reply.Digest).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(reply => reply.Revision).IsConcurrencyToken();

        builder.HasIndex(reply => reply.MessageId).HasFilter("\"MessageId\" IS NOT NULL");
    }
}
