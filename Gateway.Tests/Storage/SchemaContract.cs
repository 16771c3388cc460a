using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Storage;

/// <summary>What a start does to the schema, on every database.</summary>
public abstract class SchemaContract
{
    private readonly StorageProvider provider;

    private protected SchemaContract(StorageProvider provider) => this.provider = provider;

    [Fact]
    public async Task A_start_makes_the_schema_and_a_second_leaves_it_alone()
    {
        await using var database = TestDatabase.Create(provider);
        for (var start = 1; start <= 2; start++)
        {
            await using var store = await StoreUnderTest.StartAsync(database);
            await using var db = store.Read();
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Message($"m{start}"))));
            Assert.Equal(start, await store.CountAsync(db => db.Resources));
        }
    }

    [Fact]
    public async Task Replicas_that_start_at_once_make_the_schema_once()
    {
        await using var database = TestDatabase.Create(provider);

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StoreUnderTest.StartAsync(database))));

        foreach (var store in stores)
        {
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(db => db.Add(Rows.Audit("m1"))));
        }

        Assert.Equal(4, await stores[0].CountAsync(db => db.Audit));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_migrations_hold_the_whole_model()
    {
        await using var database = TestDatabase.Create(provider);
        await using var store = await StoreUnderTest.StartAsync(database);
        await using var db = store.Read();

        Assert.False(db.Database.HasPendingModelChanges(), "Run Gateway/Storage/Migrations/add NAME.");
    }
}
