using Gateway.Storage;

namespace Gateway.Review.Queue;

/// <summary>An open review Task as it is queued: its place, and its row.</summary>
internal sealed record QueuedRow(string Rank, DateTimeOffset Since, string Pool, StoredResource Row)
{
    public QueueMark Mark => new(Rank, Since, Row.Sequence);
}
