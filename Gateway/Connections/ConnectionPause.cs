namespace Gateway.Connections;

/// <summary>Keeps every chart of a connection waiting as long as the EHR asked one of them to: its limit is on the gateway, and not on a chart.</summary>
internal sealed class ConnectionPause(TimeProvider clock)
{
    private long until;

    /// <summary>How long it still is; nothing if the EHR can be asked.</summary>
    public TimeSpan? Left =>
        new DateTimeOffset(Interlocked.Read(ref until), TimeSpan.Zero) - clock.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    /// <summary>The longest that was asked for counts.</summary>
    public void Keep(TimeSpan wait)
    {
        var end = (clock.GetUtcNow() + wait).UtcTicks;
        for (var known = Interlocked.Read(ref until); known < end; known = Interlocked.Read(ref until))
        {
            if (Interlocked.CompareExchange(ref until, end, known) == known)
            {
                return;
            }
        }
    }
}
