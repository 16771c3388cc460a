using System.Globalization;
using Gateway.Audit;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Storage;

/// <summary>The audit trail's chains: whatever is done to the rows behind the gateway's back, a verification sees it.</summary>
public abstract class AuditChainContract : StorageContract
{
    private protected AuditChainContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task What_was_written_is_one_chain_and_intact()
    {
        await WriteAsync(Store, 25);

        var day = Assert.Single(await VerifyAsync());

        Assert.Equal(25, day.Rows);
        Assert.Empty(day.Faults);
        Assert.Equal(Enumerable.Range(1, 25), (await RowsAsync()).Select(row => row.Number));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"Client\" = 'somebody else' WHERE \"Number\" = 4", 4, "changed")]
    [InlineData("UPDATE \"Audit\" SET \"Resource\" = NULL WHERE \"Number\" = 4", 4, "changed")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" = 4", 4, "missing, up to 4")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" BETWEEN 4 AND 6", 4, "missing, up to 6")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" > 7", 8, "missing at the end, up to 10")]
    [InlineData("UPDATE \"Audit\" SET \"Number\" = 3 WHERE \"Number\" = 4", 3, "doubled, or out of its order")]
    [InlineData("UPDATE \"Audit\" SET \"Sequence\" = \"Sequence\" + 4096000000000 WHERE \"Number\" = 4", 4, "doubled, or out of its order")]
    [InlineData("UPDATE \"Audit\" SET \"Digest\" = (SELECT \"Digest\" FROM \"Audit\" WHERE \"Number\" = 1) WHERE \"Number\" = 4", 4, "changed")]
    [InlineData("UPDATE \"AuditChains\" SET \"Number\" = 9", 10, "the end is not the one that was recorded")]
    [InlineData("DELETE FROM \"AuditChains\"", 0, "10 rows lie on days that have no chain")]
    public async Task What_is_done_to_the_rows_is_seen(string tampering, int number, string what)
    {
        await WriteAsync(Store, 10);
        Assert.All(await VerifyAsync(), day => Assert.Empty(day.Faults));

        await TamperAsync(tampering);

        Assert.Contains((await VerifyAsync()).SelectMany(day => day.Faults), fault => (fault.Number, fault.What) == (number, what));
    }

    [Fact]
    public async Task Who_cuts_off_the_end_and_mends_the_head_is_betrayed_by_the_next_chain()
    {
        await WriteAsync(Store, 10);
        await Store.StopAsync();
        await using var next = await StoreUnderTest.StartAsync(Database);
        await WriteAsync(next, 3);
        var first = (await RowsAsync())[0].Chain;
        Assert.All(await VerifyAsync(), day => Assert.Empty(day.Faults));

        await TamperAsync(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM \"Audit\" WHERE \"Chain\" = {first} AND \"Number\" > 6"));
        await TamperAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"UPDATE \"AuditChains\" SET \"Number\" = 6, \"Digest\" = (SELECT \"Digest\" FROM \"Audit\" WHERE \"Chain\" = {first} AND \"Number\" = 6) WHERE \"Chain\" = {first}"));

        var fault = Assert.Single((await VerifyAsync()).SelectMany(day => day.Faults));
        Assert.Equal((10, "missing, and a later chain remembers it"), (fault.Number, fault.What));
    }

    [Fact]
    public async Task Who_takes_a_whole_chain_away_is_betrayed_by_the_next()
    {
        await WriteAsync(Store, 10);
        await Store.StopAsync();
        await using var next = await StoreUnderTest.StartAsync(Database);
        await WriteAsync(next, 3);
        var first = (await RowsAsync())[0].Chain;

        await TamperAsync(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM \"Audit\" WHERE \"Chain\" = {first}"));
        await TamperAsync(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM \"AuditChains\" WHERE \"Chain\" = {first}"));

        Assert.Equal("its chain is gone, and a later chain remembers it", Assert.Single((await VerifyAsync()).SelectMany(day => day.Faults)).What);
    }

    [Fact]
    public async Task A_unit_that_fails_leaves_no_gap()
    {
        await using var waiting = StoreUnderTest.Build(Database);
        var results = Enumerable.Range(0, 20).Select(i => waiting.CommitAsync(changes =>
        {
            changes.Add(Rows.Audit($"m{i}"));
            changes.Add(Rows.Message($"m{i}", key: i % 3 == 0 ? "taken" : null));
        })).ToArray();

        await waiting.StartAsync();

        Assert.Equal(6, (await Task.WhenAll(results)).Count(result => result is CommitResult.Duplicate));
        Assert.Equal(Enumerable.Range(1, 14), (await RowsAsync()).Select(row => row.Number));
        Assert.All(await VerifyAsync(), day => Assert.Empty(day.Faults));
    }

    [Fact]
    public async Task Each_day_has_a_chain_of_its_own_that_binds_the_day_before()
    {
        await Store.StopAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 5, 1, 23, 59, 59, 999, TimeSpan.Zero));
        await using var store = await StoreUnderTest.StartAsync(Database, clock);
        await WriteAsync(store, 5);
        clock.Advance(TimeSpan.FromSeconds(1));
        await WriteAsync(store, 5);

        var days = await VerifyAsync();

        Assert.Equal([(20300501, 5), (20300502, 5)], days.Select(day => (day.Day, day.Rows)));
        Assert.All(days, day => Assert.Empty(day.Faults));
        await TamperAsync("UPDATE \"AuditChains\" SET \"Opening\" = '' WHERE \"Day\" = 20300502");
        Assert.Equal("changed", Assert.Single((await VerifyAsync()).SelectMany(day => day.Faults)).What);
    }

    [Fact]
    public async Task Two_replicas_have_two_chains()
    {
        await using var other = await StoreUnderTest.StartAsync(Database);
        await Task.WhenAll(WriteAsync(Store, 30), WriteAsync(other, 30));

        var day = Assert.Single(await VerifyAsync());

        Assert.Equal(60, day.Rows);
        Assert.Empty(day.Faults);
        Assert.Equal(2, (await RowsAsync()).Select(row => row.Chain).Distinct().Count());
    }

    private static async Task WriteAsync(StoreUnderTest store, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(changes => changes.Add(Rows.Audit($"m{i}"))));
        }
    }

    private Task<IReadOnlyList<VerifiedDay>> VerifyAsync() => new TrailVerification(Store.Databases).RunAsync(null, Cancellation);

    private async Task<List<AuditEntry>> RowsAsync()
    {
        await using var db = Store.Read();
        return await db.Audit.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(Cancellation);
    }

    private async Task TamperAsync(string sql)
    {
        await using var db = Store.Read();
        await db.Database.ExecuteSqlRawAsync(sql, Cancellation);
    }
}
