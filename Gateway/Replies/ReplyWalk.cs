namespace Gateway.Replies;

/// <summary>
/// How far one look has come through what has changed in the EHR. It begins an overlap behind what was read before, for what the EHR stores later
/// than it dates it, and asks anew from each page's last message: pages that shift while they are read leave nothing out. What is dated later than
/// our own now moves the position not, or a wrong date in the future would hide all that comes after. Pure.
/// </summary>
/// <param name="position">Everything that the EHR changed before it, by its own clock, was dealt with before.</param>
/// <param name="overlap">How much later than it is dated something may appear.</param>
internal sealed class ReplyWalk(DateTimeOffset position, TimeSpan overlap)
{
    private readonly DateTimeOffset start = position;
    private DateTimeOffset latest = position;
    private DateTimeOffset previous = DateTimeOffset.MinValue;
    private bool isSorted = true;

    /// <summary>Everything that the EHR changed before this was dealt with.</summary>
    public DateTimeOffset Position { get; private set; } = position;

    /// <summary>This look has come further than the one before it.</summary>
    public bool HasMoved => Position > start;

    /// <summary>What is asked for, until <see cref="Dealt"/> says otherwise: nothing older. In whole milliseconds, as it is asked.</summary>
    public DateTimeOffset Since { get; private set; } = InMilliseconds(position - overlap);

    /// <summary>A page was dealt with, whole.</summary>
    /// <param name="changed">When each of its messages last changed, in the order of the page.</param>
    /// <param name="hasNext">The EHR names a further page.</param>
    /// <param name="now">By our clock.</param>
    public WalkStep Dealt(IEnumerable<DateTimeOffset?> changed, bool hasNext, DateTimeOffset now)
    {
        foreach (var at in changed.OfType<DateTimeOffset>())
        {
            isSorted &= at >= previous;
            previous = at;
            latest = at <= now && at > latest ? at : latest;
        }

        if (!hasNext)
        {
            Position = latest;
            return WalkStep.End;
        }

        if (!isSorted)
        {
            // What comes on later pages may be older: nothing is behind us before all of it is read.
            return WalkStep.Follow;
        }

        Position = latest;
        if (InMilliseconds(previous) <= Since)
        {
            return WalkStep.Follow;
        }

        (Since, previous) = (InMilliseconds(previous), DateTimeOffset.MinValue);
        return WalkStep.AskAnew;
    }

    private static DateTimeOffset InMilliseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}
