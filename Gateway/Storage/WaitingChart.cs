namespace Gateway.Storage;

/// <summary>A chart with pending messages, and when the first of them may be sent.</summary>
internal sealed record WaitingChart(string Chart, DateTimeOffset DueAt);
