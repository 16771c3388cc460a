namespace Load.Driving;

/// <summary>One client that sends one request after another; lanes share the connection pool and nothing else.</summary>
internal sealed class Lane(HttpMessageInvoker http, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private CancellationTokenSource? _deadline;

    /// <summary>This lane's books; summed up after the run, so that counting takes no lock.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Sends one request and reads the whole answer; only the end of the run comes out as an exception.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _deadline ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _deadline.CancelAfter(timeout);
        var start = clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, _deadline.Token);
            var length = await ReadAsync(response.Content, _deadline.Token);
            var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;
            return new Answer((int)response.StatusCode, location, _buffer.AsMemory(0, length), clock.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _deadline.Dispose();
            _deadline = null;
            return Broken("timeout", start);
        }
        catch (HttpRequestException fault)
        {
            return Broken(fault.HttpRequestError.ToString(), start);
        }
        catch (IOException fault)
        {
            return Broken(fault is HttpIOException http11 ? http11.HttpRequestError.ToString() : nameof(IOException), start);
        }
        finally
        {
            _deadline?.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _deadline?.Dispose();

    private Answer Broken(string fault, long start) => new(0, null, default, clock.GetElapsedTime(start), fault);

    private async Task<int> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return length;
            }

            length += read;
        }
    }
}
