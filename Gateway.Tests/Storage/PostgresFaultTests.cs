using Gateway.Storage;
using Gateway.Tests.Support;
using Npgsql;

namespace Gateway.Tests.Storage;

/// <summary>A PostgreSQL store whose server drops connections or goes away.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Create(StorageProvider.PostgreSql);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Name => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_connection_lost_while_idle_costs_nobody_an_answer()
    {
        await using var store = await StoreUnderTest.StartAsync(database);
        await store.CommitAsync(db => db.Add(Rows.Message("m1")));

        await DropConnectionsAsync();

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m2"))));
        Assert.Equal(2, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task A_server_that_refuses_is_unavailable_until_it_is_back()
    {
        await using var store = await StoreUnderTest.StartAsync(database);
        await store.CommitAsync(db => db.Add(Rows.Message("m1")));

        await AdministerAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
        await DropConnectionsAsync();
        Assert.IsType<CommitResult.Unavailable>(await store.CommitAsync(db => db.Add(Rows.Message("m2"))));

        await AdministerAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m2"))));
        Assert.Equal(2, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task What_was_answered_while_connections_were_being_dropped_is_the_truth()
    {
        await using var store = await StoreUnderTest.StartAsync(database);
        using var done = new CancellationTokenSource();
        var dropping = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await DropConnectionsAsync();
                }
            },
            Cancellation);

        var results = new CommitResult[400];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async producer =>
        {
            for (var i = producer; i < results.Length; i += 8)
            {
                var id = $"m{i}";
                results[i] = await store.CommitAsync(db =>
                {
                    db.Add(Rows.Message(id));
                    db.Add(Rows.Outgoing(id));
                });
            }
        }));
        await done.CancelAsync();
        await dropping;

        // A commit whose answer was lost may have been made: it is told as unavailable, never the other way round.
        var stored = await StoredAsync(store);
        Assert.Subset(stored, Enumerable.Range(0, results.Length).Where(i => results[i] is CommitResult.Committed).Select(i => $"m{i}").ToHashSet());
        Assert.Equal(stored.Count, await store.CountAsync(db => db.Outbox));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("after"))));
    }

    private static async Task<HashSet<string>> StoredAsync(StoreUnderTest store)
    {
        // The pool may still hold a connection that was dropped.
        NpgsqlConnection.ClearAllPools();
        await using var db = store.Read();
        return [.. db.Resources.Select(resource => resource.ResourceId)];
    }

    private Task DropConnectionsAsync() =>
        AdministerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND pid <> pg_backend_pid()");

    private static async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestDatabase.ServerOf(StorageProvider.PostgreSql) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
