using Gateway.References;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Storage;

/// <summary>What the commit queue promises, on every database.</summary>
public abstract class CommitContract : StorageContract
{
    private protected CommitContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task What_was_committed_is_there_as_it_was_written()
    {
        var local = new DateTimeOffset(2026, 3, 2, 8, 30, 15, TimeSpan.FromHours(-5));

        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(db =>
        {
            db.Add(Rows.Message("m1", key: "k1", quarantined: true));
            db.Add(Rows.Outgoing("m1", dueAt: local));
            db.Add(Rows.Audit("m1"));
        }));

        await using var db = Store.Read();
        var message = await db.Resources.SingleAsync(Cancellation);
        Assert.Equal(
            ("Communication", "m1", 1, "susie-smith", "Patient/susie-smith", true, "portal", "k1"),
            (message.ResourceType, message.ResourceId, message.Version, message.Chart, message.Sender, message.Quarantined, message.Client, message.IdempotencyKey));
        Assert.Equal(Rows.Noon, message.LastUpdated);
        Assert.Equal(new byte[100], message.Content);
        Assert.Equal(local, (await db.Outbox.SingleAsync(Cancellation)).DueAt);
        Assert.Equal("Communication/m1", (await db.Audit.SingleAsync(Cancellation)).Resource);
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await Store.CommitAsync(db => db.Add(Rows.Message("m1")));

        await using var later = await StoreUnderTest.StartAsync(Database);

        Assert.Equal(1, await later.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task Units_that_wait_together_share_a_commit()
    {
        await using var store = StoreUnderTest.Build(Database);
        var waiting = Enumerable.Range(0, 200).Select(i => store.CommitAsync(db => db.Add(Rows.Message($"m{i}")))).ToList();

        await store.StartAsync();

        Assert.All(await Task.WhenAll(waiting), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.Equal((1, 200), (store.Commits, store.Units));
        Assert.Equal(200, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task A_unit_is_written_whole_or_not_at_all()
    {
        await Store.CommitAsync(db => db.Add(Rows.Message("m1", key: "k1")));

        var again = await Store.CommitAsync(db =>
        {
            db.Add(Rows.Audit("m2"));
            db.Add(Rows.Outgoing("m2"));
            db.Add(Rows.Message("m2", key: "k1"));
        });

        Assert.IsType<CommitResult.Duplicate>(again);
        Assert.Equal(0, await Store.CountAsync(db => db.Audit));
        Assert.Equal(0, await Store.CountAsync(db => db.Outbox));
    }

    [Fact]
    public async Task A_duplicate_fails_alone_among_those_it_shares_a_commit_with()
    {
        await Store.CommitAsync(db => db.Add(Rows.Message("m7")));
        await using var store = StoreUnderTest.Build(Database);
        var waiting = Enumerable.Range(0, 20).Select(i => store.CommitAsync(db => db.Add(Rows.Message($"m{i}")))).ToList();

        await store.StartAsync();

        var results = await Task.WhenAll(waiting);
        Assert.Equal([7], Enumerable.Range(0, 20).Where(i => results[i] is CommitResult.Duplicate));
        Assert.Equal(19, results.Count(result => result is CommitResult.Committed));
        Assert.Equal(1, store.Commits);
    }

    [Fact]
    public async Task Of_two_creates_with_one_key_in_one_commit_the_first_stands()
    {
        await using var store = StoreUnderTest.Build(Database);
        var first = store.CommitAsync(db => db.Add(Rows.Message("m1", key: "k")));
        var second = store.CommitAsync(db => db.Add(Rows.Message("m2", key: "k")));

        await store.StartAsync();

        Assert.IsType<CommitResult.Committed>(await first);
        Assert.IsType<CommitResult.Duplicate>(await second);
    }

    [Fact]
    public async Task A_row_that_breaks_the_schema_faults_its_caller_alone()
    {
        await using var store = StoreUnderTest.Build(Database);
        var sound = store.CommitAsync(db => db.Add(Rows.Message("m1")));
        var broken = store.CommitAsync(db => db.Add(new AuditEntry { Action = AuditAction.Create, Client = null! }));

        await store.StartAsync();

        Assert.IsType<CommitResult.Committed>(await sound);
        await Assert.ThrowsAnyAsync<Exception>(() => broken);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message("m2"))));
    }

    [Fact]
    public async Task A_stage_that_throws_faults_its_caller_alone()
    {
        var others = Enumerable.Range(0, 10).Select(i => Store.CommitAsync(db => db.Add(Rows.Message($"m{i}")))).ToList();

        await Assert.ThrowsAsync<FormatException>(() => Store.CommitAsync(db =>
        {
            db.Add(Rows.Audit("m1"));
            throw new FormatException();
        }));

        Assert.All(await Task.WhenAll(others), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.Equal(0, await Store.CountAsync(db => db.Audit));
    }

    [Fact]
    public async Task A_change_is_written_and_moves_the_revision()
    {
        await Store.CommitAsync(db => db.Add(Rows.Outgoing("m1")));

        Assert.IsType<CommitResult.Committed>(await ChangeAsync(await FirstAsync(), entry => entry.State = OutboxState.Delivered));

        var after = await FirstAsync();
        Assert.Equal((OutboxState.Delivered, 1), (after.State, after.Revision));
    }

    [Fact]
    public async Task Of_two_changes_of_what_both_read_the_later_is_superseded()
    {
        await Store.CommitAsync(db => db.Add(Rows.Outgoing("m1")));
        var (one, other) = (await FirstAsync(), await FirstAsync());

        Assert.IsType<CommitResult.Committed>(await ChangeAsync(one, entry => entry.Attempts = 1));
        Assert.IsType<CommitResult.Superseded>(await ChangeAsync(other, entry => entry.Attempts = 7));

        Assert.Equal(1, (await FirstAsync()).Attempts);
    }

    [Fact]
    public async Task Of_two_changes_in_one_commit_one_is_superseded_alone()
    {
        await Store.CommitAsync(db => db.Add(Rows.Outgoing("m1")));
        await using var store = StoreUnderTest.Build(Database);
        OutboxEntry[] read = [await FirstAsync(), await FirstAsync()];
        var changes = read.Select(entry => store.CommitAsync(changes => changes.Change(entry, row => row.Attempts = 3))).ToList();
        var bystander = store.CommitAsync(db => db.Add(Rows.Message("m1")));

        await store.StartAsync();

        Assert.IsType<CommitResult.Committed>(await changes[0]);
        Assert.IsType<CommitResult.Superseded>(await changes[1]);
        Assert.IsType<CommitResult.Committed>(await bystander);
    }

    [Fact]
    public async Task A_version_is_replaced_once()
    {
        await Store.CommitAsync(db => db.Add(Rows.Message("m1")));
        await using var reader = Store.Read();
        var read = await ResourceQueries.Current(reader, new ResourceKey("Communication", "m1")).SingleAsync(Cancellation);
        var same = await ResourceQueries.Current(reader, new ResourceKey("Communication", "m1")).SingleAsync(Cancellation);

        var results = await Task.WhenAll(new[] { read, same }.Select(version => Store.CommitAsync(changes =>
        {
            changes.Add(SupersededVersion.Of(version));
            changes.Change(version, row => row.Content = [2]);
        })));

        Assert.Single(results, result => result is CommitResult.Committed);
        Assert.Single(results, result => result is CommitResult.Superseded);
        var current = await ResourceQueries.Current(reader, new ResourceKey("Communication", "m1")).SingleAsync(Cancellation);
        Assert.Equal(2, current.Version);
        Assert.Equal([2], current.Content);
        Assert.Equal(1, (await reader.History.SingleAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task Sequences_rise_in_the_order_of_what_follows_from_what()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async chart =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Store.CommitAsync(db =>
                {
                    db.Add(Rows.Outgoing($"{chart}-{2 * i:D2}", $"chart-{chart}"));
                    db.Add(Rows.Outgoing($"{chart}-{(2 * i) + 1:D2}", $"chart-{chart}"));
                });
            }
        }));

        await using var db = Store.Read();
        foreach (var chart in (await db.Outbox.ToListAsync(Cancellation)).GroupBy(entry => entry.Chart))
        {
            var sent = chart.OrderBy(entry => entry.Sequence).Select(entry => entry.MessageId).ToList();
            Assert.Equal(40, sent.Count);
            Assert.Equal(sent.Order(StringComparer.Ordinal), sent);
        }
    }

    [Fact]
    public async Task A_unit_whose_caller_left_while_it_waited_is_not_written()
    {
        await using var store = StoreUnderTest.Build(Database);
        using var leaving = new CancellationTokenSource();
        var left = store.Queue.CommitAsync(db => db.Add(Rows.Message("m1")), leaving.Token);
        await leaving.CancelAsync();

        await store.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal(0, await store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task What_waits_when_the_gateway_stops_is_still_written()
    {
        await using var store = await StoreUnderTest.StartAsync(Database);
        var waiting = Enumerable.Range(0, 500).Select(i => store.CommitAsync(db => db.Add(Rows.Message($"m{i}")))).ToList();

        await store.StopAsync();

        Assert.All(await Task.WhenAll(waiting), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.Equal("stopping", Assert.IsType<CommitResult.Unavailable>(await store.CommitAsync(db => db.Add(Rows.Message("late")))).Fault);
    }

    [Fact]
    public async Task Replicas_that_race_for_the_same_keys_create_each_once()
    {
        await using var other = await StoreUnderTest.StartAsync(Database);
        StoreUnderTest[] replicas = [Store, other];

        var results = await Task.WhenAll(Enumerable.Range(0, 100).SelectMany(key => replicas.Select((replica, i) =>
            replica.CommitAsync(db => db.Add(Rows.Message($"m{key}-{i}", key: $"k{key}"))))));

        Assert.Equal(100, results.Count(result => result is CommitResult.Committed));
        Assert.Equal(100, results.Count(result => result is CommitResult.Duplicate));
        Assert.Equal(100, await Store.CountAsync(db => db.Resources));
    }

    private async Task<OutboxEntry> FirstAsync()
    {
        await using var db = Store.Read();
        return await db.Outbox.AsNoTracking().SingleAsync(Cancellation);
    }

    private Task<CommitResult> ChangeAsync(OutboxEntry entry, Action<OutboxEntry> change) =>
        Store.CommitAsync(changes => changes.Change(entry, change));
}
