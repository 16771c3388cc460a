namespace Sandbox.Ehr.Faults;

/// <summary>The fault in force: one at a time, for the next so many requests or until it is taken back.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private Fault _current = Fault.Nothing;
    private int? _left;

    public (Fault Fault, int? Left) Current
    {
        get
        {
            lock (_gate)
            {
                return (_current, _left);
            }
        }
    }

    public void Set(Fault fault, int? count)
    {
        lock (_gate)
        {
            (_current, _left) = (fault, count);
        }
    }

    /// <summary>The fault that this request meets; each call counts.</summary>
    public Fault Take(bool isCreate)
    {
        if (_current.Mode == FaultMode.None)
        {
            return Fault.Nothing;
        }

        lock (_gate)
        {
            if (!_current.Hits(isCreate) || _left == 0)
            {
                return Fault.Nothing;
            }

            _left--;
            return _current;
        }
    }
}
