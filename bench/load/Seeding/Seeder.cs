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
        var first = await ReserveAsync(count, cancellationToken);
        var generator = new SentenceGenerator(seed, aboutRelatives: 0);
        var now = clock.GetUtcNow();
        for (var from = 0; from < count; from += RowsPerTransaction)
        {
            var rows = Enumerable.Range(from, Math.Min(RowsPerTransaction, count - from)).Select(i =>
                SeedRow.Of(generator.Next().Text, charts[i % charts.Count], now - (History * (1 - ((double)i / count))), first + i));
            await InsertAsync(rows, cancellationToken);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await db.Database.MigrateAsync(cancellationToken);
        gate.Open();
    }

    // The block is taken from the gateway's own row, so that a gateway that starts on this store continues behind it.
    private async Task<long> ReserveAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var block = await db.Sequences.FindAsync([SequenceBlocks.Name], cancellationToken);
        var first = block?.Next ?? 1;
        if (block is null)
        {
            db.Add(new SequenceBlock { Name = SequenceBlocks.Name, Next = first + count });
        }
        else
        {
            block.Next += count;
        }

        await db.SaveChangesAsync(cancellationToken);
        return first;
    }

    private async Task InsertAsync(IEnumerable<StoredResource> rows, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Resources.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
    }
}
