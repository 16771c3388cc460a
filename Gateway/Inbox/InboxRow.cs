using Gateway.Storage;

namespace Gateway.Inbox;

/// <summary>An open Task in the inbox of its pool: its place, and its row.</summary>
internal sealed record InboxRow(string Place, DateTimeOffset Since, StoredResource Row)
{
    public InboxMark Mark => new(Place, Since, Row.Sequence);
}
