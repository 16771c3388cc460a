using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary>Rows as the slices write them, with what a test does not care about filled in.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static long sequence;

    public static StoredResource Message(string id, string? key = null, bool quarantined = false, int bytes = 100) => new()
    {
        Sequence = Interlocked.Increment(ref sequence),
        ResourceType = "Communication",
        ResourceId = id,
        Version = 1,
        LastUpdated = Noon,
        Occurred = Noon,
        Chart = "susie-smith",
        Sender = "Patient/susie-smith",
        Quarantined = quarantined,
        Client = "portal",
        IdempotencyKey = key,
        Content = new byte[bytes],
    };

    public static OutboxEntry Outgoing(string messageId, string chart = "susie-smith", DateTimeOffset? dueAt = null, OutboxState state = OutboxState.Pending) => new()
    {
        Connection = "ehr",
        Chart = chart,
        MessageId = messageId,
        DueAt = dueAt ?? Noon,
        State = state,
    };

    public static AuditEntry Audit(string messageId) => new()
    {
        Action = AuditAction.Create,
        Client = "portal",
        Resource = $"Communication/{messageId}",
    };
}
