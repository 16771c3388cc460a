using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Storage;

/// <summary>A SQLite store whose disk is full, whose file is busy, or whose process was killed.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Create(StorageProvider.Sqlite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_full_disk_takes_nothing_and_half_of_nothing()
    {
        await using var store = await StoreUnderTest.StartAsync(database, new KeyValuePair<string, string?>("Storage:MaxMegabytes", "1"));

        var committed = 0;
        CommitResult result;
        do
        {
            var id = $"m{committed}";
            result = await store.CommitAsync(db =>
            {
                db.Add(Rows.Audit(id));
                db.Add(Rows.Outgoing(id));
                db.Add(Rows.Message(id, bytes: 50_000));
            });
            committed += result is CommitResult.Committed ? 1 : 0;
        }
        while (result is CommitResult.Committed && committed < 100);

        Assert.Equal("disk-full", Assert.IsType<CommitResult.Unavailable>(result).Fault);
        Assert.InRange(committed, 10, 20);
        Assert.Equal(committed, await store.CountAsync(db => db.Audit));
        Assert.Equal(committed, await store.CountAsync(db => db.Outbox));
        Assert.Equal(committed, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task The_store_takes_writes_again_once_the_disk_has_room()
    {
        await using var store = await StoreUnderTest.StartAsync(database, new KeyValuePair<string, string?>("Storage:MaxMegabytes", "1"));
        await store.CommitAsync(db => db.Add(Rows.Message("large", bytes: 700_000)));
        Assert.IsType<CommitResult.Unavailable>(await store.CommitAsync(db => db.Add(Rows.Message("m1", bytes: 400_000))));

        await ExecuteAsync("DELETE FROM \"Resources\"");

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m1", bytes: 400_000))));
    }

    [Fact]
    public async Task A_file_that_somebody_else_keeps_locked_is_unavailable_until_they_are_done()
    {
        await using var store = await StoreUnderTest.StartAsync(
            database, new KeyValuePair<string, string?>("Storage:ConnectionString", database.ConnectionString + ";Default Timeout=1"));
        await using (var other = new SqliteConnection(database.ConnectionString))
        {
            await other.OpenAsync(Cancellation);
            await using var transaction = other.BeginTransaction();

            var result = await store.CommitAsync(db => db.Add(Rows.Message("m1")));

            Assert.Equal("busy", Assert.IsType<CommitResult.Unavailable>(result).Fault);
        }

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m1"))));
    }

    [Fact]
    public async Task A_start_gets_past_the_mark_of_a_migration_that_was_killed()
    {
        await ExecuteAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await ExecuteAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-03-02 12:00:00')");

        await using var store = await StoreUnderTest.StartAsync(database);

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m1"))));
    }

    [Fact]
    public async Task A_store_in_a_folder_that_is_not_there_yet_is_made_with_it()
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var inside = Path.Combine(Path.GetDirectoryName(file)!, "new", "gateway.db");

        await using var store = await StoreUnderTest.StartAsync(database, new KeyValuePair<string, string?>("Storage:ConnectionString", $"Data Source={inside}"));

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m1"))));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
