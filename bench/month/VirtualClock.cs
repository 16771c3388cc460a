namespace Month;

/// <summary>The time of the simulation. Timers run in real time: they bound how long a call may take, and nothing of the clinic's.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Forward to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset at) => Interlocked.Exchange(ref ticks, Math.Max(Interlocked.Read(ref ticks), at.UtcTicks));
}
