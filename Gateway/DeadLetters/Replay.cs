using Gateway.Delivery;
using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>What makes a dead letter a message that waits to be sent.</summary>
internal static class Replay
{
    public static void Queue(OutboxEntry row, Corrections corrections, DateTimeOffset now)
    {
        row.State = OutboxState.Pending;

        // Above zero: an earlier attempt may have arrived, so that the connector looks before it sends.
        row.Attempts = 1;

        // Nor sends before that one is settled.
        row.DueAt = row.DueAt > now ? row.DueAt : now;
        row.AlarmedAt = null;
        row.FaultElement = null;
        row.Corrections = corrections.Written();
    }
}
