using System.Data.Common;
using System.Threading.Channels;
using Gateway.Storage.Writing;
using Microsoft.Extensions.Options;

namespace Gateway.Storage;

/// <summary>The one way to write: concurrent units of work share a commit, and a poisoned one fails alone (ADR 0006).</summary>
internal sealed class CommitQueue(
    Tables tables,
    SchemaGate gate,
    IOptions<StorageOptions> options,
    StorageMetrics metrics,
    TimeProvider clock,
    ILogger<CommitQueue> logger) : IHostedService
{
    /// <summary>Most units that share a commit; bounds how long one waits for the others.</summary>
    private const int MostInBatch = 256;

    /// <summary>Most units that wait; beyond it callers wait before they may enqueue.</summary>
    private const int MostWaiting = 4096;

    private readonly Channel<CommitUnit> waiting =
        Channel.CreateBounded<CommitUnit>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private Task writing = Task.CompletedTask;

    /// <summary>Held while a batch is written; who takes it keeps the writer out.</summary>
    public Lock Turn { get; } = new();

    /// <summary>
    /// Writes what <paramref name="stage"/> adds, changes and removes, durably and all or nothing.
    /// </summary>
    /// <param name="stage">
    /// Names the rows to write. It runs once, before this method first returns, outside of the transaction: it neither reads
    /// nor executes anything.
    /// </param>
    /// <param name="cancellationToken">Honoured while the unit waits; a unit that is being written is written to its end.</param>
    public Task<CommitResult> CommitAsync(Action<Changes> stage, CancellationToken cancellationToken) => CommitAsync(stage, null, cancellationToken);

    /// <inheritdoc cref="CommitAsync(Action{Changes}, CancellationToken)"/>
    /// <param name="stage">As above.</param>
    /// <param name="origin">The request that asks for it, for the audit trail.</param>
    /// <param name="cancellationToken">As above.</param>
    public async Task<CommitResult> CommitAsync(Action<Changes> stage, AuditOrigin? origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var changes = new Changes(tables) { Origin = origin };
        stage(changes);
        var unit = new CommitUnit(changes.ToRows(), changes.Trail, cancellationToken);
        try
        {
            await waiting.Writer.WriteAsync(unit, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return new CommitResult.Unavailable("stopping");
        }

        return await unit.Task;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: it blocks on the disk, and the pool's few threads have requests to answer.
        writing = Task.Factory.StartNew(WriteUntilDrained, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return writing.WaitAsync(cancellationToken);
    }

    private void WriteUntilDrained()
    {
        using var writer = new BatchWriter(Open, new AuditWriter(tables, clock), logger);
        List<CommitUnit> batch = new(MostInBatch);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Take(batch);
            if (batch.Count > 0)
            {
                Write(batch, writer);
            }
        }
    }

    private DbConnection Open()
    {
        // Nothing is written to a schema that is not up to date: a batch waits here, or fails with what kept the gate closed.
        gate.Opened.GetAwaiter().GetResult();
        return WriterConnection.Open(options.Value);
    }

    private void Take(List<CommitUnit> batch)
    {
        batch.Clear();
        while (batch.Count < MostInBatch && waiting.Reader.TryRead(out var unit))
        {
            if (unit.Claim())
            {
                batch.Add(unit);
            }
        }
    }

    private void Write(List<CommitUnit> batch, BatchWriter writer)
    {
        lock (Turn)
        {
            writer.Write(batch);
        }

        metrics.Written(batch.Count);
        foreach (var unit in batch)
        {
            unit.Answer();
        }
    }
}
