using Gateway.Storage;

namespace Gateway.Inbox;

/// <summary>An open Task whose next alarm is due.</summary>
internal sealed record AlarmRow(string Due, string Pool, StoredResource Row);
