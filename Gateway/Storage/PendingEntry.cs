namespace Gateway.Storage;

/// <summary>
/// An outbox row as a courier read it, with the message it is about: none if the store lost it, which no transaction of
/// ours can do.
/// </summary>
internal sealed record PendingEntry(
    long Sequence,
    string MessageId,
    OutboxKind Kind,
    int Attempts,
    DateTimeOffset DueAt,
    string? Fault,
    string? EhrId,
    int Revision,
    byte[]? Content,
    DateTimeOffset? AcceptedAt,
    string? Corrections = null)
{
    /// <summary>The row as it was read, to be changed.</summary>
    public OutboxEntry ToRow(string connection, string chart) => new()
    {
        Sequence = Sequence,
        Connection = connection,
        Chart = chart,
        MessageId = MessageId,
        Kind = Kind,
        Attempts = Attempts,
        DueAt = DueAt,
        Fault = Fault,
        EhrId = EhrId,
        Revision = Revision,
    };
}
