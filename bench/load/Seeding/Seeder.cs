using System.Threading.Channels;

namespace Load.Seeding;

/// <summary>Fills a store with messages past the intake: what it stores of them and finds them by, and nothing that would be delivered.</summary>
internal sealed class Seeder(SeedStore store, TimeProvider clock)
{
    private const int MessagesAtOnce = 20_000;

    public async Task SeedAsync(SeedOptions options, CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken);
        var first = await store.ReserveAsync((long)options.Count * SeedSource.SequencesEach, cancellationToken);
        var made = Channel.CreateBounded<SeedRows>(1);
        var making = Task.Run(() => MakeAsync(new SeedSource(options, first, clock), options.Count, made.Writer, cancellationToken), cancellationToken);
        using var writer = store.OpenWriter();
        await foreach (var rows in made.Reader.ReadAllAsync(cancellationToken))
        {
            writer.Write(rows);
        }

        await making;
        writer.Finish();
    }

    private static async Task MakeAsync(SeedSource source, int count, ChannelWriter<SeedRows> made, CancellationToken cancellationToken)
    {
        try
        {
            for (var from = 0; from < count; from += MessagesAtOnce)
            {
                await made.WriteAsync(source.Make(from, Math.Min(MessagesAtOnce, count - from)), cancellationToken);
            }
        }
        finally
        {
            made.Complete();
        }
    }
}
