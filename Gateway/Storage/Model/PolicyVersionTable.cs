using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns, key and indexes of <see cref="PolicyVersion"/>.</summary>
internal sealed class PolicyVersionTable : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("PolicyVersions");
        builder.HasKey(version => version.Number);
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.Property(version => version.Name).HasMaxLength(ColumnLength.Id);
        builder.Property(version => version.Status).HasConversion<string>().HasMaxLength(ColumnLength.Code);
        builder.Property(version => version.CreatedBy).HasMaxLength(ColumnLength.Person);
        builder.Property(version => version.ActivatedBy).HasMaxLength(ColumnLength.Person);
        builder.Property(version => version.Revision).IsConcurrencyToken();

        // Decisions cite the name: it must lead to one document.
        builder.HasIndex(version => version.Name).IsUnique();
        builder.HasIndex(version => version.Status);
    }
}
