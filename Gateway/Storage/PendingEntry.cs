namespace Gateway.Storage;

/// <summary>
/// An outbox row as a courier read it, with the message it is about: none if the store lost it, which no transaction of
/// ours can do.
/// </summary>
internal sealed record PendingEntry(
    long Sequence,
    string MessageId,
    int Attempts,
    DateTimeOffset DueAt,
    string? Fault,
    int Revision,
    byte[]? Content,
    DateTimeOffset? AcceptedAt)
{
    /// <summary>The row, attached as it was read, so that staging it a second time starts from the same values.</summary>
    public OutboxEntry AttachTo(GatewayDb db, string connection, string chart)
    {
        var row = new OutboxEntry
        {
            Sequence = Sequence,
            Connection = connection,
            Chart = chart,
            MessageId = MessageId,
            Attempts = Attempts,
            DueAt = DueAt,
            Fault = Fault,
            Revision = Revision,
        };
        db.Attach(row);
        row.Revision = Revision + 1;
        return row;
    }
}
