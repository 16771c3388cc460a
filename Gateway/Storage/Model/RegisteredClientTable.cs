using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Storage.Model;

/// <summary>Columns and key of <see cref="RegisteredClient"/>.</summary>
internal sealed class RegisteredClientTable : IEntityTypeConfiguration<RegisteredClient>
{
    public void Configure(EntityTypeBuilder<RegisteredClient> builder)
    {
        builder.ToTable("Clients");
        builder.HasKey(client => client.ClientId);
        builder.Property(client => client.ClientId).HasMaxLength(ColumnLength.Id);
        builder.Property(client => client.Name).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(client => client.Contact).HasMaxLength(ColumnLength.ForeignName);
        builder.Property(client => client.Revision).IsConcurrencyToken();
    }
}
