namespace Bare;

/// <summary>One row, one commit, one request: SQLite has one writer, so requests take turns.</summary>
internal sealed class OneByOne(RowStore store) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task InsertAsync(byte[] row)
    {
        await _turn.WaitAsync();
        try
        {
            store.Insert([row]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        await store.DisposeAsync();
    }
}
