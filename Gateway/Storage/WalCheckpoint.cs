using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Gateway.Storage;

/// <summary>Moves SQLite's write-ahead log into the database file beside the commits, not within one.</summary>
internal sealed class WalCheckpoint(CommitQueue queue, IOptions<StorageOptions> options, TimeProvider clock, ILogger<WalCheckpoint> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Frames (pages) in the log beyond which it is started afresh: 64 MB.</summary>
    private const long LargeLog = 16 * 1024;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.Run(() => Guarded(connection => Run(connection, "TRUNCATE")), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // It blocks on the disk: not on one of the pool's few threads.
                await Task.Factory.StartNew(
                    () => Guarded(Checkpoint), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Checkpoint(SqliteConnection connection)
    {
        if (Run(connection, "PASSIVE") < LargeLog)
        {
            return;
        }

        // Under steady load there is always one more frame, so that the log would only grow. With the writer held back the
        // few frames since the checkpoint above are moved, and the log starts from its beginning.
        lock (queue.Turn)
        {
            Run(connection, "TRUNCATE");
        }
    }

    /// <summary>Runs a checkpoint; the answer is how many frames the log holds.</summary>
    private static long Run(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetInt64(1) : 0;
    }

    private void Guarded(Action<SqliteConnection> checkpoint)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder(options.Value.ConnectionString) { DefaultTimeout = 1, Pooling = false }.ToString());
            connection.Open();
            checkpoint(connection);
        }
        catch (DbException exception)
        {
            logger.CheckpointFailed(StorageFaults.Classify(exception).Code);
        }
    }
}
