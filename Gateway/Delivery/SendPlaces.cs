namespace Gateway.Delivery;

/// <summary>
/// How many charts are sent for at once. Those whose next message has failed before have half of the places at most: were many charts to hang until their time
/// runs out, they would keep all of them, and every other chart would wait.
/// </summary>
internal sealed class SendPlaces(int places) : IDisposable
{
    private readonly SemaphoreSlim _all = new(places);
    private readonly SemaphoreSlim _failing = new(Math.Max(1, places / 2));

    /// <summary>Waits for a place; who has it gives it back by disposing it.</summary>
    /// <param name="hasFailed">Whether what is sent next has failed before.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>Null when none became free in that time.</returns>
    public async Task<IDisposable?> TakeAsync(bool hasFailed, TimeSpan patience, CancellationToken stopping)
    {
        if (!hasFailed)
        {
            return await _all.WaitAsync(patience, stopping) ? new Place(_all) : null;
        }

        if (!await _failing.WaitAsync(patience, stopping))
        {
            return null;
        }

        var taken = false;
        try
        {
            taken = await _all.WaitAsync(patience, stopping);
            return taken ? new Place(_all, _failing) : null;
        }
        finally
        {
            if (!taken)
            {
                _failing.Release();
            }
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _failing.Dispose();
    }

    private sealed class Place(params SemaphoreSlim[] held) : IDisposable
    {
        public void Dispose()
        {
            foreach (var place in held)
            {
                place.Release();
            }
        }
    }
}
