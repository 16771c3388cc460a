namespace Gateway.Storage;

/// <summary>Where a request came from: the id that its answer carries, and the client's network address.</summary>
internal sealed record AuditOrigin(string RequestId, string? Address);
