using Microsoft.EntityFrameworkCore;

namespace SmartApp.Storage;

/// <summary>What the add-on keeps between two requests: launches with their tokens, drafts, and the states of sign-ins under way. All of it may be lost: people then sign in again.</summary>
internal sealed class SmartAppDb(DbContextOptions<SmartAppDb> options) : DbContext(options)
{
    public DbSet<LaunchRow> Launches => Set<LaunchRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LaunchRow>(launch =>
        {
            launch.HasKey(row => row.Handle);
            launch.Property(row => row.Handle).HasMaxLength(32);
            launch.Property(row => row.Version).IsConcurrencyToken();
            launch.HasIndex(row => row.EndsAt);
        });
        modelBuilder.Entity<DraftRow>(draft =>
        {
            draft.HasKey(row => row.Key);
            draft.Property(row => row.Key).HasMaxLength(64);
            draft.HasIndex(row => row.SavedAt);
        });
    }
}
