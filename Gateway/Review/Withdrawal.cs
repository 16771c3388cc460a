using Gateway.Storage;

namespace Gateway.Review;

/// <summary>Takes a filed message back out of the EHR: what has not left does not leave, and what may have arrived is retracted, behind it in the chart's order.</summary>
internal static class Withdrawal
{
    /// <summary>True if the EHR must be told.</summary>
    public static bool Stage(Changes changes, ReviewCase found, DateTimeOffset now)
    {
        if (found.FromEhr is { } origin)
        {
            StageAtOrigin(changes, found, origin, now);
            return true;
        }

        if (found.Outbox.FirstOrDefault(entry => entry.Kind == OutboxKind.File) is not { } filing)
        {
            return false;
        }

        var mayHaveArrived = filing.State == OutboxState.Delivered || filing.Attempts > 0;
        if (mayHaveArrived)
        {
            changes.Add(new OutboxEntry
            {
                Connection = filing.Connection,
                Chart = filing.Chart,
                MessageId = filing.MessageId,
                Kind = OutboxKind.Retract,
                EhrId = filing.EhrId,
                Corrections = filing.Corrections,
                // A send that is under way has its lease: it is over, and arrived or not, when the retraction leaves.
                DueAt = filing.State == OutboxState.Pending && filing.DueAt > now ? filing.DueAt : now,
            });
        }

        if (filing.State != OutboxState.Delivered)
        {
            changes.Change(filing, row => row.State = OutboxState.Withdrawn);
        }

        return mayHaveArrived;
    }

    // What came from the EHR stands in the wrong chart there too.
    private static void StageAtOrigin(Changes changes, ReviewCase found, EhrReply origin, DateTimeOffset now) => changes.Add(new OutboxEntry
    {
        Connection = origin.Connection,
        Chart = found.Row.Chart!,
        MessageId = found.Row.ResourceId,
        Kind = OutboxKind.Retract,
        EhrId = origin.EhrId,
        DueAt = now,
    });
}
