using Gateway.References;

namespace Gateway.Writes;

/// <summary>
/// Lets those who have got into each other's way over one resource change it one after the other. Without it each round of
/// many writers has a single winner, and the last would try as often as there are writers.
/// </summary>
internal sealed class Turns : IDisposable
{
    // Two resources may share a lane: that costs a wait, and only where there is contention at all.
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn; disposing what is returned passes it on.</summary>
    public async ValueTask<IDisposable> TakeAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var lane = lanes[(uint)key.GetHashCode() % Lanes];
        await lane.WaitAsync(cancellationToken);
        return new Turn(lane);
    }

    public void Dispose() => Array.ForEach(lanes, lane => lane.Dispose());

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
