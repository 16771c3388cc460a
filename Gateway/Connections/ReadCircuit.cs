namespace Gateway.Connections;

/// <summary>Whether reads of the EHR are not even sent now, because most of them failed: known to whoever would begin what needs one.</summary>
internal sealed class ReadCircuit(TimeProvider clock)
{
    private long _openUntil;

    public bool IsOpen => clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _openUntil);

    public void OpenFor(TimeSpan time) => Interlocked.Exchange(ref _openUntil, (clock.GetUtcNow() + time).UtcTicks);
}
