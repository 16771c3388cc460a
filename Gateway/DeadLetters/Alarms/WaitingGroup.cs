namespace Gateway.DeadLetters.Alarms;

/// <summary>How many dead letters of one connection wait for one reason, and since when the first of them.</summary>
internal sealed record WaitingGroup(string Connection, string Reason, int Count, DateTimeOffset? Oldest);
