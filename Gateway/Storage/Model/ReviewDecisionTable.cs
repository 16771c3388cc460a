using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="ReviewDecision"/>.</summary>
internal sealed class ReviewDecisionTable : IEntityTypeConfiguration<ReviewDecision>
{
    public void Configure(EntityTypeBuilder<ReviewDecision> builder)
    {
        builder.ToTable("ReviewDecisions");
        builder.HasKey(decision => decision.Sequence);
        builder.Property(decision => decision.MessageId).HasMaxLength(ColumnLength.Id);
        builder.Property(decision => decision.Kind).HasConversion<string>().HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.By).HasConversion<string>().HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.Client).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(decision => decision.Person).HasMaxLength(ColumnLength.Reference);
        builder.Property(decision => decision.HoldReason).HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.Verdict).HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.Strength).HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.Chart).HasMaxLength(ColumnLength.Id);
        builder.Property(decision => decision.Reason).HasMaxLength(ColumnLength.Code);
        builder.Property(decision => decision.Fingerprint).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(decision => decision.PolicyVersion).HasMaxLength(ColumnLength.Id);

        builder.HasIndex(decision => new { decision.MessageId, decision.MessageVersion }).IsUnique();
        builder.HasIndex(decision => decision.DecidedAt);
    }
}
