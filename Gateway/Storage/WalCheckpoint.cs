using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Gateway.Storage;

/// <summary>Moves SQLite's write-ahead log into the database file beside the commits, not within one.</summary>
internal sealed class WalCheckpoint(CommitQueue queue, IOptions<StorageOptions> options, TimeProvider clock, ILogger<WalCheckpoint> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Frames (pages) in the log beyond which it is begun anew: 64 MB.</summary>
    private const long LargeLog = 16 * 1024;

    /// <summary>So few frames are moved within the time of a few commits.</summary>
    private const long FewFrames = 512;

    private const int MostPasses = 5;

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

    // Under steady load there is always one more frame, so that the log would only grow. Each pass leaves what was written during it, a fraction of
    // what it moved; the last few frames are moved with the writer held back. Then the next commit begins the log anew, in the same place on
    // the disk: a log that is cut off and grows again costs the file system more than its frames do.
    private void Checkpoint(SqliteConnection connection)
    {
        var before = 0L;
        var frames = Run(connection, "PASSIVE");
        for (var pass = 1; frames - before > FewFrames && pass < MostPasses; pass++)
        {
            (before, frames) = (frames, Run(connection, "PASSIVE"));
        }

        if (frames >= LargeLog)
        {
            lock (queue.Turn)
            {
                Run(connection, "PASSIVE");
            }
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
