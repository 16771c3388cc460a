using System.Text;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Load.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Bench;

public sealed class SeedCommandTests
{
    private const int Messages = 1500;

    [Fact]
    public async Task A_seeded_store_holds_each_message_and_its_Task_spread_over_the_charts()
    {
        using var scratch = new ScratchDirectory();
        var stored = await SeededAsync(scratch);
        var messages = stored.Where(resource => resource.ResourceType == "Communication").ToArray();
        var charts = messages.GroupBy(message => message.Chart).ToDictionary(chart => chart.Key!, chart => chart.Count());
        Assert.Equal((Messages, Messages, 11), (messages.Length, stored.Count - messages.Length, charts.Count));
        Assert.Equal(75, charts["busy"]);
        Assert.All(charts.Where(chart => chart.Key != "busy"), chart => Assert.InRange(chart.Value, 142, 143));
        Assert.Equal(stored.Count, stored.Select(resource => resource.ResourceId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_seeded_is_what_the_gateway_would_store_of_it()
    {
        using var scratch = new ScratchDirectory();
        var stored = await SeededAsync(scratch);
        await using var store = await StoreInAsync(scratch);
        await using var db = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entries = (await EntriesAsync(db)).ToLookup(entry => entry.Resource, entry => entry.Text);
        var index = new SearchIndex([]);
        foreach (var row in stored)
        {
            var text = Encoding.UTF8.GetString(row.Content);
            var resource = FhirJson.ReadStored(row.Content);
            Assert.Equal(text, Encoding.UTF8.GetString(FhirJson.Serialize(resource)));
            Assert.Equal((row.ResourceType, row.ResourceId, "1", row.LastUpdated), (resource.TypeName, resource.Id, resource.Meta!.VersionId, resource.Meta.LastUpdated));
            var expected = index.EntriesOf(resource);
            Assert.Equal(expected.Occurred, row.Occurred);
            Assert.Equal(expected.RowsFor(row.Sequence, row.Occurred).Select(TextOf).Order(StringComparer.Ordinal), entries[row.Sequence].Order(StringComparer.Ordinal));
        }
    }

    private static async Task<List<StoredResource>> SeededAsync(ScratchDirectory scratch)
    {
        var run = await ToolRun.OfAsync(
            "seed", "--connection-string", Connection(scratch), "--count", $"{Messages}", "--charts", "10", "--busy-chart", "busy", "--busy-every", "20");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        await using var store = await StoreInAsync(scratch);
        await using var db = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Resources.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<(long Resource, string Text)>> EntriesAsync(GatewayDb db)
    {
        var stop = TestContext.Current.CancellationToken;
        return
        [
            .. (await db.Tokens.AsNoTracking().ToListAsync(stop)).Select(entry => (entry.Resource, TextOf(entry))),
            .. (await db.References.AsNoTracking().ToListAsync(stop)).Select(entry => (entry.Resource, TextOf(entry))),
            .. (await db.Texts.AsNoTracking().ToListAsync(stop)).Select(entry => (entry.Resource, TextOf(entry))),
            .. (await db.Dates.AsNoTracking().ToListAsync(stop)).Select(entry => (entry.Resource, TextOf(entry))),
        ];
    }

    private static string TextOf(object entry) => entry switch
    {
        TokenEntry token => $"token {token.Parameter} {token.System}|{token.Code} {token.Occurred:O} {token.Resource}",
        ReferenceEntry reference => $"reference {reference.Parameter} {reference.Target} {reference.Occurred:O} {reference.Resource}",
        TextEntry text => $"text {text.Parameter} {text.Folded} {text.Exact} {text.Resource}",
        DateEntry date => $"date {date.Parameter} {date.Low:O} {date.High:O} {date.Resource}",
        _ => throw new ArgumentException("No search entry.", nameof(entry)),
    };

    private static async Task<SeedStore> StoreInAsync(ScratchDirectory scratch)
    {
        var store = new SeedStore(StorageProvider.Sqlite, Connection(scratch));
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        return store;
    }

    private static string Connection(ScratchDirectory scratch) => $"Data Source={scratch.File("gateway.db")};Pooling=False";
}
