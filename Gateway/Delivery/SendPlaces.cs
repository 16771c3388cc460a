using System.Collections.Concurrent;

namespace Gateway.Delivery;

/// <summary>
/// How many charts are sent for at once. Those whose last send failed have half of the places at most: were many charts to hang until their time
/// runs out, they would keep all of them, and every other chart would wait.
/// </summary>
internal sealed class SendPlaces(int places) : IDisposable
{
    private readonly SemaphoreSlim _all = new(places);
    private readonly SemaphoreSlim _failing = new(Math.Max(1, places / 2));
    private readonly ConcurrentDictionary<CourierKey, bool> _failed = new();

    /// <summary>Waits for a place; who has it gives it back by disposing it.</summary>
    /// <param name="chart">For whom.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>Null when none became free in that time.</returns>
    public async Task<IDisposable?> TakeAsync(CourierKey chart, TimeSpan patience, CancellationToken stopping)
    {
        if (!_failed.ContainsKey(chart))
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

    /// <summary>Notes what became of a chart's last send.</summary>
    public void Note(CourierKey chart, NextStep step)
    {
        if (step is NextStep.RetryIn)
        {
            _failed.TryAdd(chart, true);
        }
        else
        {
            _failed.TryRemove(chart, out _);
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
