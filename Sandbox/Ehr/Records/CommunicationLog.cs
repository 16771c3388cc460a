using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Sandbox.Ehr.Records;

/// <summary>The only writer of messages: creates that arrive together share one transaction and one sync, and each answers after it.</summary>
internal sealed class CommunicationLog : IAsyncDisposable
{
    private const int LargestBatch = 512;

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(8192) { SingleReader = true });

    private readonly EhrDatabase _database;
    private readonly Task _writing;
    private long _sequence;

    public CommunicationLog(EhrDatabase database, long lastSequence)
    {
        _database = database;
        _sequence = lastSequence;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The place in the record that the next message takes; a chart whose messages come one after the other keeps their order.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Returns once the message is on disk.</summary>
    public async Task FileAsync(FiledCommunication message, CancellationToken cancellationToken)
    {
        var pending = new Pending(message, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(pending, cancellationToken);
        await pending.Filed.Task;
    }

    /// <summary>Replaces a message that is filed, once the change is on disk; false if it is no more as it was read.</summary>
    public async Task<bool> ReplaceAsync(FiledCommunication message, byte[] asRead, CancellationToken cancellationToken)
    {
        var pending = new Pending(message, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)) { Replaced = asRead };
        await _queue.Writer.WriteAsync(pending, cancellationToken);
        await pending.Filed.Task;
        return pending.IsWritten;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        using var connection = _database.Open();
        using var rows = new CommunicationRows(connection);
        var batch = new List<Pending>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            Commit(connection, rows, batch);
            batch.Clear();
        }
    }

    private static void Commit(SqliteConnection connection, CommunicationRows rows, List<Pending> batch)
    {
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var pending in batch)
            {
                if (pending.Replaced is { } asRead)
                {
                    pending.IsWritten = rows.Replace(pending.Message, asRead, transaction);
                }
                else
                {
                    rows.Insert(pending.Message, transaction);
                }
            }

            transaction.Commit();
        }
        catch (SqliteException e)
        {
            batch.ForEach(pending => pending.Filed.SetException(e));
            return;
        }

        batch.ForEach(pending => pending.Filed.SetResult());
    }

    private sealed record Pending(FiledCommunication Message, TaskCompletionSource Filed)
    {
        /// <summary>What is replaced, as it was read; none for what is filed anew.</summary>
        public byte[]? Replaced { get; init; }

        public bool IsWritten { get; set; }
    }
}
