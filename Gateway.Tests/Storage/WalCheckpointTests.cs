using System.Diagnostics;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Storage;

/// <summary>SQLite's write-ahead log, which the commits write and the checkpoints empty.</summary>
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
    public async Task A_log_that_grew_large_begins_anew_in_the_same_place()
    {
        const int Rounds = 3, Messages = 17, Bytes = 4 * (int)Megabyte;
        await using var store = await StoreUnderTest.StartAsync(database);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Messages; i++)
            {
                await store.CommitAsync(db => db.Add(Rows.Message($"m{round}-{i}", bytes: Bytes)));
            }

            await UntilAsync(() => new FileInfo(Store).Length > (long)(round + 1) * Messages * Bytes);
        }

        Assert.InRange(LogLength, Megabyte, (Rounds - 0.5) * Messages * Bytes);
        Assert.Equal(Rounds * Messages, await store.CountAsync(db => db.Resources));
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
