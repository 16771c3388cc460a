namespace Gateway.Review.Queue;

/// <summary>How many review Tasks of a pool and rank are open, and since when the oldest of them waits.</summary>
internal sealed record QueueDepth(string Pool, string Rank, int Count, DateTimeOffset Oldest);
