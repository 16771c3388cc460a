namespace Load.Driving;

/// <summary>Keeps a fixed number of requests under way: each lane takes the next piece of work when its last was answered.</summary>
internal sealed class ClosedLoop(int concurrency, TimeSpan timeout, TimeProvider clock)
{
    /// <summary>Does the pieces 0 to <paramref name="count"/> - 1 and returns the summed books and the time it took.</summary>
    public async Task<(Tally Tally, TimeSpan Elapsed)> RunAsync(
        int count,
        Func<Lane, int, CancellationToken, Task> work,
        CancellationToken cancellationToken)
    {
        using var http = NewInvoker(concurrency);
        var next = -1;
        var start = clock.GetTimestamp();
        var tallies = await Task.WhenAll(Enumerable.Range(0, Math.Min(concurrency, count)).Select(_ => Task.Run(
            async () =>
            {
                using var lane = new Lane(http, timeout, clock);
                for (var piece = Interlocked.Increment(ref next); piece < count; piece = Interlocked.Increment(ref next))
                {
                    await work(lane, piece, cancellationToken);
                }

                return lane.Tally;
            },
            cancellationToken)));
        var elapsed = clock.GetElapsedTime(start);
        var sum = new Tally();
        foreach (var tally in tallies)
        {
            sum.Add(tally);
        }

        return (sum, elapsed);
    }

    /// <summary>A bare socket handler: no cookies, redirects or proxies that would cost the tool time or hide an answer.</summary>
    public static HttpMessageInvoker NewInvoker(int connections) => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connections,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });
}
