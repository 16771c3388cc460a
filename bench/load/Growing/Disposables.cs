namespace Load.Growing;

/// <summary>What was started, to be ended in reverse.</summary>
internal sealed class Disposables : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _started = [];

    public void Add(IAsyncDisposable started) => _started.Push(started);

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var last))
        {
            await last.DisposeAsync();
        }
    }
}
