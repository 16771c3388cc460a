using System.Diagnostics;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Storage;

/// <summary>SQLite's write-ahead log, which commits only ever append to.</summary>
public sealed class WalCheckpointTests : IAsyncLifetime
{
    private const long Megabyte = 1024 * 1024;

    private readonly TestDatabase database = TestDatabase.Create(StorageProvider.Sqlite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Store => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

    private long LogLength => new FileInfo($"{Store}-wal").Length;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_log_moves_into_the_database_file_beside_the_commits()
    {
        await using var store = await StoreUnderTest.StartAsync(database);
        await store.CommitAsync(db => db.Add(Rows.Message("m1", bytes: (int)Megabyte)));

        await UntilAsync(() => new FileInfo(Store).Length > Megabyte);
    }

    [Fact]
    public async Task A_log_that_grew_large_starts_afresh()
    {
        await using var store = await StoreUnderTest.StartAsync(database);
        for (var i = 0; i < 17; i++)
        {
            await store.CommitAsync(db => db.Add(Rows.Message($"m{i}", bytes: 4 * (int)Megabyte)));
        }

        await UntilAsync(() => LogLength < Megabyte);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("after"))));
        Assert.Equal(18, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task A_stopped_gateway_leaves_everything_in_the_database_file()
    {
        await using (var store = await StoreUnderTest.StartAsync(database))
        {
            await store.CommitAsync(db => db.Add(Rows.Message("m1")));
        }

        File.Copy(Store, $"{Store}-copy");
        await using var copy = new SqliteConnection($"Data Source={Store}-copy");
        await copy.OpenAsync(Cancellation);
        await using var count = new SqliteCommand("SELECT COUNT(*) FROM \"Resources\"", copy);
        Assert.Equal(1L, await count.ExecuteScalarAsync(Cancellation));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "It did not happen within two minutes.");
            await Task.Delay(20, Cancellation);
        }
    }
}
