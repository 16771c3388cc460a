using Gateway.References;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Storage;

/// <summary>What the slices' queries answer, on every database.</summary>
public abstract class QueryContract : StorageContract
{
    private protected QueryContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task A_version_is_read_by_key()
    {
        var first = Rows.Message("m1");
        await AddAsync(first);
        await Store.CommitAsync(changes =>
        {
            changes.Add(SupersededVersion.Of(first));
            changes.Change(first, row => row.Content = [2]);
        });
        await using var db = Store.Read();

        var key = new ResourceKey("Communication", "m1");
        Assert.Equal(2, (await ResourceQueries.CurrentAsync(db, key, Cancellation))?.Version);
        Assert.Equal(1, (await ResourceQueries.VersionAsync(db, key, 1, Cancellation))?.Version);
        Assert.Null(await ResourceQueries.VersionAsync(db, key, 3, Cancellation));
    }

    [Fact]
    public async Task Ids_differ_by_case()
    {
        await AddAsync(Rows.Message("abc", key: "key"));
        await AddAsync(Rows.Message("ABC", key: "KEY"));
        await using var db = Store.Read();

        Assert.Equal("ABC", (await ResourceQueries.CurrentAsync(db, new ResourceKey("Communication", "ABC"), Cancellation))?.ResourceId);
        Assert.Null(await ResourceQueries.CurrentAsync(db, new ResourceKey("Communication", "Abc"), Cancellation));
        Assert.Equal("abc", (await ResourceQueries.OfIdempotencyKeyAsync(db, "portal", "key", Cancellation))?.ResourceId);
    }

    [Fact]
    public async Task A_key_belongs_to_its_client()
    {
        await AddAsync(Rows.Message("m1", key: "k1"));
        await using var db = Store.Read();

        Assert.Equal("m1", (await ResourceQueries.OfIdempotencyKeyAsync(db, "portal", "k1", Cancellation))?.ResourceId);
        Assert.Null(await ResourceQueries.OfIdempotencyKeyAsync(db, "another", "k1", Cancellation));
    }

    [Fact]
    public async Task Messages_without_a_key_are_no_duplicates_of_each_other()
    {
        await AddAsync(Rows.Message("m1"));
        await AddAsync(Rows.Message("m2"));

        Assert.Equal(2, await Store.CountAsync(db => db.Resources));
    }

    [Fact]
    public async Task Pending_entries_of_a_chart_come_in_their_order_with_their_messages()
    {
        await AddAsync(Rows.Message("m1"));
        await AddAsync(Rows.Outgoing("m1"));
        await AddAsync(Rows.Outgoing("other", chart: "mark-smith"));
        await AddAsync(Rows.Outgoing("sent", state: OutboxState.Delivered));
        await AddAsync(Rows.Outgoing("m2", dueAt: Rows.Noon.AddDays(-1)));
        await AddAsync(Rows.Outgoing("m3"));
        await using var db = Store.Read();

        var pending = await OutboxQueries.NextOfChart.Compile()(db, "ehr", "susie-smith", 2).ToListAsync(Cancellation);

        Assert.Equal(["m1", "m2"], pending.Select(entry => entry.MessageId));
        Assert.NotNull(pending[0].Content);
        Assert.Null(pending[1].Content);
    }

    [Fact]
    public async Task A_chart_waits_once_until_its_first_entry_is_due()
    {
        await AddAsync(Rows.Outgoing("m1", chart: "waits", dueAt: Rows.Noon.AddHours(1)));
        await AddAsync(Rows.Outgoing("m2", chart: "waits"));
        await AddAsync(Rows.Outgoing("m3", chart: "due"));
        await AddAsync(Rows.Outgoing("m4", chart: "due"));
        await AddAsync(Rows.Outgoing("m5", chart: "done", state: OutboxState.Delivered));
        await AddAsync(Rows.Outgoing("m6", chart: "dead", state: OutboxState.DeadLetter));
        await AddAsync(Rows.Outgoing("m7", chart: "dead", dueAt: Rows.Noon.AddHours(-1)));

        Assert.Equal(
            [new WaitingChart("dead", Rows.Noon.AddHours(-1)), new WaitingChart("due", Rows.Noon), new WaitingChart("waits", Rows.Noon.AddHours(1))],
            await WaitingAsync("ehr", string.Empty, 10));
    }

    [Fact]
    public async Task Waiting_charts_come_in_pages_of_one_connection()
    {
        foreach (var chart in (string[])["c", "a", "b", "d"])
        {
            await AddAsync(Rows.Outgoing($"m-{chart}", chart: chart));
        }

        Assert.Equal(["a", "b"], (await WaitingAsync("ehr", string.Empty, 2)).Select(chart => chart.Chart));
        Assert.Equal(["c", "d"], (await WaitingAsync("ehr", "b", 2)).Select(chart => chart.Chart));
        Assert.Empty(await WaitingAsync("ehr", "d", 2));
        Assert.Empty(await WaitingAsync("another", string.Empty, 2));
    }

    private async Task<List<WaitingChart>> WaitingAsync(string connection, string after, int count)
    {
        await using var db = Store.Read();
        return await OutboxQueries.WaitingCharts.Compile()(db, connection, after, count).ToListAsync(Cancellation);
    }

    private async Task AddAsync(object row) => Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(db => db.Add(row)));
}
