using System.Threading.Channels;

namespace Bare;

/// <summary>Requests that wait together share a commit: one fsync for many.</summary>
internal sealed class Grouped : IAsyncDisposable
{
    private const int MaxGroup = 256;

    private readonly Channel<(byte[] Row, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly RowStore _store;
    private readonly Task _writing;

    public Grouped(RowStore store)
    {
        _store = store;
        _writing = Task.Run(WriteAsync);
    }

    public Task InsertAsync(byte[] row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((row, done)) ? done.Task : Task.FromException(new ObjectDisposedException(nameof(Grouped)));
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
        await _store.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var rows = new List<byte[]>(MaxGroup);
        var answers = new List<TaskCompletionSource>(MaxGroup);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (rows.Count < MaxGroup && _waiting.Reader.TryRead(out var next))
            {
                rows.Add(next.Row);
                answers.Add(next.Done);
            }

            _store.Insert(rows);
            answers.ForEach(answer => answer.SetResult());
            rows.Clear();
            answers.Clear();
        }
    }
}
