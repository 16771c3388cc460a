using Gateway.Connections;

namespace Gateway.Replies;

/// <summary>When an EHR is looked at again. Pure.</summary>
internal static class LookPolicy
{
    /// <summary>No fault, and no wish of the EHR, keeps a reply waiting for longer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The first look of a gateway goes back so far: the clocks of the two may differ, and nothing was filed before.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromHours(1);

    private const int MostDoublings = 10;
    private const int CallsInOneTurn = 2;

    /// <summary>For how long a gateway that looks is left alone, unless it says that it still does.</summary>
    public static TimeSpan Turn(EhrOptions options) => TimeSpan.FromSeconds((CallsInOneTurn * options.TimeoutSeconds) + 60);

    /// <summary>How long after a look that failed.</summary>
    /// <param name="period">How long after one that did not.</param>
    /// <param name="failures">Looks in a row that failed, this one included.</param>
    /// <param name="retryAfter">What the EHR asked for.</param>
    public static TimeSpan WaitAfter(TimeSpan period, int failures, TimeSpan? retryAfter)
    {
        var backoff = period * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        var wait = retryAfter is { } asked && asked > backoff ? asked : backoff;
        return wait < LongestWait ? wait : LongestWait > period ? LongestWait : period;
    }
}
