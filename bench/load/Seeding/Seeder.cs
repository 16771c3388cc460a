using Gateway.Storage;
using Load.Posting;
using Microsoft.EntityFrameworkCore;

namespace Load.Seeding;

/// <summary>Fills a store with messages, as if they had come in one after another over the last two years.</summary>
internal sealed class Seeder(
    IDbContextFactory<GatewayDb> contexts, SchemaGate gate, IReadOnlyList<string> charts, int seed, TimeProvider clock)
{
    private const int RowsPerTransaction = 2000;

    private static readonly TimeSpan History = TimeSpan.FromDays(730);

    public async Task SeedAsync(int count, CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        var generator = new SentenceGenerator(seed, aboutRelatives: 0);
        var now = clock.GetUtcNow();
        for (var from = 0; from < count; from += RowsPerTransaction)
        {
            var rows = Enumerable.Range(from, Math.Min(RowsPerTransaction, count - from)).Select(i =>
                SeedRow.Of(generator.Next().Text, charts[i % charts.Count], now - (History * (1 - ((double)i / count)))));
            await InsertAsync(rows, cancellationToken);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await db.Database.MigrateAsync(cancellationToken);
        gate.Open();
    }

    private async Task InsertAsync(IEnumerable<StoredResource> rows, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Resources.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
    }
}
