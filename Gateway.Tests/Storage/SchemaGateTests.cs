using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Storage;

/// <summary>The server listens before its schema is there: whoever comes that early waits, and not for ever.</summary>
public sealed class SchemaGateTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Create(StorageProvider.Sqlite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task What_is_written_before_the_schema_is_there_waits_for_it()
    {
        await using var store = StoreUnderTest.Build(database);
        var early = store.CommitAsync(db => db.Add(Rows.Message("m1")));

        await store.StartAsync();

        Assert.IsType<CommitResult.Committed>(await early);
        Assert.Equal(1, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task What_is_read_before_the_schema_is_there_waits_for_it()
    {
        await using var store = StoreUnderTest.Build(database);
        var early = store.OpenAsync();
        Assert.False(early.IsCompleted);

        await store.StartAsync();

        await using var db = await early;
        Assert.Empty(db.Resources);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_had_stops_the_process_and_refuses_who_waits()
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await File.WriteAllTextAsync(file, new string('x', 4096), Cancellation);
        await using var store = StoreUnderTest.Build(database);
        var write = store.CommitAsync(db => db.Add(Rows.Message("m1")));
        var read = store.OpenAsync();

        await Assert.ThrowsAsync<SqliteException>(store.StartAsync);

        Assert.IsType<CommitResult.Unavailable>(await write);
        await Assert.ThrowsAsync<SqliteException>(() => read);
        await UntilAsync(() => store.IsStopping);
        // Set for the process that stops; this one goes on.
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_start_that_fails_before_the_schema_is_there_leaves_nobody_waiting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var store = StoreUnderTest.Build(database, new KeyValuePair<string, string?>("urls", $"http://{taken.LocalEndpoint}"));
        var write = store.CommitAsync(db => db.Add(Rows.Message("m1")));
        await Assert.ThrowsAsync<IOException>(store.StartAsync);

        await store.DisposeAsync();

        Assert.IsType<CommitResult.Unavailable>(await write);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "It did not come about within two minutes.");
            await Task.Delay(20, Cancellation);
        }
    }
}
