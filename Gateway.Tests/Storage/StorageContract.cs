using Gateway.Storage;
using Gateway.Tests.Support;

namespace Gateway.Tests.Storage;

/// <summary>A store on one kind of database, new for each test; the contract suites derive from it, and from them one class per database.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private readonly StorageProvider provider;
    private TestDatabase? database;
    private StoreUnderTest? store;

    private protected StorageContract(StorageProvider provider) => this.provider = provider;

    private protected TestDatabase Database => database!;

    private protected StoreUnderTest Store => store!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = TestDatabase.Create(provider);
        store = await StoreUnderTest.StartAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
