using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>
/// Hands out the sequences of new resources before they are written, so that a resource and its search entries go to the
/// database in one round trip. A process takes a block at a time; a block that was begun before a stop is not finished.
/// </summary>
internal sealed class SequenceBlocks(CommitQueue commits, IDbContextFactory<GatewayDb> databases) : IDisposable
{
    /// <summary>The row that says which blocks are taken.</summary>
    public const string Name = "resource";

    private const long BlockSize = 10_000;

    private readonly SemaphoreSlim refill = new(1);
    private Block current = new(0, 0);

    /// <summary>The next sequence.</summary>
    /// <exception cref="IOException">The store could not give a new block; nothing was written.</exception>
    public ValueTask<long> NextAsync(CancellationToken cancellationToken) =>
        current.TryTake(out var sequence) ? ValueTask.FromResult(sequence) : RefillAsync(cancellationToken);

    public void Dispose() => refill.Dispose();

    private async ValueTask<long> RefillAsync(CancellationToken cancellationToken)
    {
        await refill.WaitAsync(cancellationToken);
        try
        {
            long sequence;
            while (!current.TryTake(out sequence))
            {
                current = await TakeBlockAsync(cancellationToken) ?? current;
            }

            return sequence;
        }
        finally
        {
            refill.Release();
        }
    }

    private async Task<Block?> TakeBlockAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Sequences.AsNoTracking().FirstOrDefaultAsync(block => block.Name == Name, cancellationToken);
        var first = row?.Next ?? 1;
        var result = await commits.CommitAsync(
            changes =>
            {
                if (row is null)
                {
                    changes.Add(new SequenceBlock { Name = Name, Next = first + BlockSize });
                }
                else
                {
                    changes.Change(row, block => block.Next = first + BlockSize);
                }
            },
            cancellationToken);
        return result switch
        {
            CommitResult.Committed => new Block(first, first + BlockSize),
            CommitResult.Unavailable => throw new IOException("The store gives no new sequences at the moment."),
            _ => null,
        };
    }

    private sealed class Block(long first, long end)
    {
        private long next = first;

        public bool TryTake(out long sequence)
        {
            sequence = Interlocked.Increment(ref next) - 1;
            return sequence < end;
        }
    }
}
