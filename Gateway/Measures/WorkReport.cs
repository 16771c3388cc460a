using System.Collections.Immutable;

namespace Gateway.Measures;

/// <summary>How soon messages are answered: of those that came in a time, counts and times, nobody.</summary>
/// <param name="Received">Messages that were to be answered: each is answered, open or closed.</param>
/// <param name="Answered">Answered.</param>
/// <param name="Open">Waiting now.</param>
/// <param name="Closed">Ended otherwise: cancelled, or taken back.</param>
/// <param name="Rerouted">How often, in the time, one was given to somebody else.</param>
/// <param name="ReroutedPerThousand">The same, of a thousand that were received.</param>
/// <param name="Groups">By pool and policy version; small ones together.</param>
/// <param name="Reroutes">By from where, to where and why; small ones together.</param>
internal sealed record WorkReport(
    int Received,
    int Answered,
    int Open,
    int Closed,
    int Rerouted,
    double? ReroutedPerThousand,
    ImmutableArray<WorkGroup> Groups,
    ImmutableArray<RerouteGroup> Reroutes);

/// <summary>The messages of one pool under one policy version; both are absent where small groups are told together.</summary>
internal sealed record WorkGroup(string? Pool, string? PolicyVersion, int Received, int Answered, int Open, int Closed)
{
    /// <summary>Answered as promised.</summary>
    public required int WithinPromise { get; init; }

    /// <summary>Of those that were answered or should have been by now, the share that was answered as promised.</summary>
    public required double? WithinPromiseShare { get; init; }

    /// <summary>Open now, and later than promised.</summary>
    public required int Overdue { get; init; }

    /// <summary>Open now, and nobody has ever opened it.</summary>
    public required int Unread { get; init; }

    /// <summary>Alarms that were raised because nobody had opened one in time.</summary>
    public required int UnopenedAlarms { get; init; }

    /// <summary>Alarms that were raised because one was not answered as promised.</summary>
    public required int OverdueAlarms { get; init; }

    /// <summary>From when it came until somebody first opened it.</summary>
    public required WorkTimes MinutesToOpening { get; init; }

    /// <summary>From when it came until it was answered.</summary>
    public required WorkTimes MinutesToAnswer { get; init; }
}

/// <summary>Times in minutes; none where they are of so few that single ones would show.</summary>
internal sealed record WorkTimes(double? Median, double? Percentile90);

/// <summary>Messages that went from one pool to another for one reason; all three are absent where small groups are told together.</summary>
/// <param name="From">The pool that had them.</param>
/// <param name="To">The pool that got them.</param>
/// <param name="Reason">A code of reroute-reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Rules">The rules that had routed them, with how often; rare ones are left out.</param>
internal sealed record RerouteGroup(string? From, string? To, string? Reason, int Count, ImmutableArray<RuleCount> Rules);

/// <summary>How often a rule was among those that routed what was re-routed.</summary>
internal sealed record RuleCount(string Rule, int Count);
