namespace Gateway.Replies;

/// <summary>
/// How far one look has come through what has changed in the EHR. The position is an instant of the EHR's clock. What is dated later than our own
/// now moves it not: a wrong date in the future would hide all that comes after. Pure.
/// </summary>
/// <param name="position">Everything that the EHR changed before it was dealt with before.</param>
/// <param name="overlap">How much later than it is dated something may appear.</param>
internal sealed class ReplyWalk(DateTimeOffset position, TimeSpan overlap)
{
    private DateTimeOffset latest = position;
    private DateTimeOffset previous = DateTimeOffset.MinValue;
    private bool isSorted = true;

    /// <summary>Everything that the EHR changed before this was dealt with.</summary>
    public DateTimeOffset Position { get; private set; } = position;

    /// <summary>What is asked for, until <see cref="Dealt"/> says otherwise: nothing older.</summary>
    public DateTimeOffset Since { get; private set; } = position - overlap;

    /// <summary>A page was dealt with, whole.</summary>
    /// <param name="changed">When each of its messages last changed, in the order of the page.</param>
    /// <param name="hasNext">The EHR names a further page.</param>
    /// <param name="now">By our clock.</param>
    public WalkStep Dealt(IEnumerable<DateTimeOffset?> changed, bool hasNext, DateTimeOffset now)
    {
        foreach (var instant in changed)
        {
            if (instant is not { } at)
            {
                continue;
            }

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
        if (Position - overlap <= Since)
        {
            return WalkStep.Follow;
        }

        // The pages of a server may shift while they are read. To ask anew from where we are leaves nothing out.
        (Since, previous) = (Position - overlap, DateTimeOffset.MinValue);
        return WalkStep.AskAnew;
    }
}
