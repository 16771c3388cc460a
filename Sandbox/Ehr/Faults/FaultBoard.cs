namespace Sandbox.Ehr.Faults;

/// <summary>The faults in force: one for all, and one for each chart that has its own; each for the next so many requests or until it is taken back.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Fault Fault, int? Left)> _ofCharts = new(StringComparer.Ordinal);
    private Fault _current = Fault.Nothing;
    private int? _left;
    private volatile bool _knowsCharts;

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

    /// <summary>Whether a create's chart matters.</summary>
    public bool KnowsCharts => _knowsCharts;

    public void Set(Fault fault, int? count)
    {
        lock (_gate)
        {
            (_current, _left) = (fault, count);
        }
    }

    /// <summary>For the creates in one chart; beside what holds for all.</summary>
    public void Set(string patient, Fault fault, int? count)
    {
        lock (_gate)
        {
            if (fault.Mode == FaultMode.None)
            {
                _ofCharts.Remove(patient);
            }
            else
            {
                _ofCharts[patient] = (fault, count);
            }

            _knowsCharts = _ofCharts.Count > 0;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            (_current, _left) = (Fault.Nothing, null);
            _ofCharts.Clear();
            _knowsCharts = false;
        }
    }

    /// <summary>Whether the connection that is made now meets one; each call counts.</summary>
    public bool TakeConnection()
    {
        lock (_gate)
        {
            if (_current.Mode != FaultMode.Tls || _left == 0)
            {
                return false;
            }

            _left--;
            return true;
        }
    }

    /// <summary>The fault that this request meets; each call counts.</summary>
    public Fault Take(bool isCreate, string? patient)
    {
        if (_current.Mode == FaultMode.None && !_knowsCharts)
        {
            return Fault.Nothing;
        }

        lock (_gate)
        {
            if (isCreate && patient is not null && _ofCharts.TryGetValue(patient, out var own) && own.Left != 0)
            {
                _ofCharts[patient] = (own.Fault, own.Left - 1);
                return own.Fault;
            }

            if (!_current.Hits(isCreate) || _left == 0)
            {
                return Fault.Nothing;
            }

            _left--;
            return _current;
        }
    }
}
