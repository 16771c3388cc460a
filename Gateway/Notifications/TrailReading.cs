using Gateway.Storage;

namespace Gateway.Notifications;

/// <summary>
/// How far the audit trail has been read. Each process writes chains of its own, numbered without a gap, and a row can appear behind one that
/// another process wrote later: so each chain has its own cursor, and what was read is told by number and not by time.
/// </summary>
internal sealed class TrailReading
{
    private readonly Dictionary<long, TopicCursor> cursors;
    private readonly Dictionary<long, ChainHead> heads = [];
    private readonly long fresh;
    private readonly long floor;

    private TrailReading(IEnumerable<TopicCursor> cursors, int firstDay, long fresh, long floor)
    {
        this.cursors = cursors.ToDictionary(cursor => cursor.Chain);
        (FirstDay, this.fresh, this.floor) = (firstDay, fresh, floor);
    }

    /// <summary>The first day whose chains may have rows that were not read.</summary>
    public int FirstDay { get; }

    /// <summary>What is read next lies behind this.</summary>
    public long Place { get; private set; }

    public bool IsBehind { get; private set; }

    /// <param name="cursors">How far each chain was read before.</param>
    /// <param name="start">Since when events count, where nothing was read before.</param>
    /// <param name="floor">Before this there is nothing that this process has not seen read; none if it does not know.</param>
    /// <param name="longestWrite">How much later than its time a row may appear.</param>
    public static TrailReading From(IReadOnlyCollection<TopicCursor> cursors, DateTimeOffset start, DateTimeOffset? floor, TimeSpan longestWrite)
    {
        var newest = cursors.Count == 0 ? start : AuditTime.Of(cursors.Max(cursor => cursor.Sequence));
        return new TrailReading(
            cursors,
            AuditTime.DayOf(newest.AddDays(-1)),
            AuditTime.From(cursors.Count == 0 ? newest : newest - longestWrite) - 1,
            floor is { } seen ? AuditTime.From(seen) - 1 : 0);
    }

    /// <summary>The chains as they are now: up to there is read, and what comes meanwhile is for the next look.</summary>
    public void See(IEnumerable<ChainHead> chains)
    {
        foreach (var head in chains)
        {
            heads[head.Chain] = head;
        }

        var behind = Behind.ToList();
        IsBehind = behind.Count > 0;
        Place = IsBehind ? behind.Min(head => Math.Max(cursors.GetValueOrDefault(head.Chain)?.Sequence ?? fresh, floor)) : 0;
    }

    public bool IsNew(AuditEntry row) => heads.TryGetValue(row.Chain, out var head) && row.Number <= head.Number && row.Number > ReadOf(row.Chain);

    /// <summary>Moves on behind a page; the answer is what is to be written about it.</summary>
    /// <param name="page">The rows that were read.</param>
    /// <param name="isLast">There are no more.</param>
    public List<Action<Changes>> Advance(IReadOnlyList<AuditEntry> page, bool isLast)
    {
        var moves = new Dictionary<long, (int Number, long Sequence)>();
        foreach (var row in page.Where(IsNew))
        {
            moves[row.Chain] = (row.Number, row.Sequence);
        }

        if (isLast)
        {
            foreach (var head in Behind.ToList())
            {
                moves[head.Chain] = (head.Number, moves.TryGetValue(head.Chain, out var move) ? move.Sequence : Math.Max(cursors.GetValueOrDefault(head.Chain)?.Sequence ?? 0, Place));
            }
        }

        List<Action<Changes>> written = [.. moves.Select(move => Move(move.Key, move.Value.Number, move.Value.Sequence))];
        if (isLast)
        {
            written.AddRange(Outdated().Select(cursor => (Action<Changes>)(changes => changes.Remove(cursor))));
        }

        IsBehind = !isLast;
        Place = page.Count > 0 ? page[^1].Sequence : Place;
        return written;
    }

    private IEnumerable<ChainHead> Behind => heads.Values.Where(head => head.Number > ReadOf(head.Chain));

    private int ReadOf(long chain) => cursors.GetValueOrDefault(chain)?.Number ?? 0;

    private Action<Changes> Move(long chain, int number, long sequence)
    {
        if (!cursors.TryGetValue(chain, out var before))
        {
            var added = cursors[chain] = new TopicCursor { Chain = chain, Day = heads[chain].Day, Number = number, Sequence = sequence };
            return changes => changes.Add(added);
        }

        // The row as the writer will have left it: it counts the revision.
        cursors[chain] = new TopicCursor { Chain = chain, Day = before.Day, Number = number, Sequence = sequence, Revision = before.Revision + 1 };
        return changes => changes.Change(before, cursor => (cursor.Number, cursor.Sequence) = (number, sequence));
    }

    private List<TopicCursor> Outdated()
    {
        var outdated = cursors.Values.Where(cursor => cursor.Day < FirstDay).ToList();
        outdated.ForEach(cursor => cursors.Remove(cursor.Chain));
        return outdated;
    }
}
