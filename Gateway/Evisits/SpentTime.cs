namespace Gateway.Evisits;

/// <summary>Adds up recorded time: what one person recorded twice for the same minutes counts once. Pure.</summary>
internal static class SpentTime
{
    /// <summary>The time within a window, of each person without overlaps, all persons together.</summary>
    public static TimeSpan Within(EvisitWindow window, IEnumerable<RecordedTime> recorded) => recorded
        .GroupBy(time => time.Person, (_, own) => OfOne(window, own))
        .Aggregate(TimeSpan.Zero, (sum, own) => sum + own);

    private static TimeSpan OfOne(EvisitWindow window, IEnumerable<RecordedTime> own)
    {
        var (sum, until) = (TimeSpan.Zero, window.Start);
        foreach (var time in own.OrderBy(time => time.Start))
        {
            var (start, end) = (Later(time.Start, until), Earlier(time.End, window.End));
            if (end > start)
            {
                sum += end - start;
                until = end;
            }
        }

        return sum;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
