namespace Gateway.Tests.Support;

/// <summary>The time of a running system, moved forward by a test. Timers run in real time: what looks at the clock from time to time soon sees what it shows.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <summary>Forward to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset at) => Advance(TimeSpan.FromTicks(Math.Max(0, (at - GetUtcNow()).Ticks)));
}
