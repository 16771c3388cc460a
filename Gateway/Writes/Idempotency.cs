namespace Gateway.Writes;

/// <summary>A client's own name for one create, and a digest of what it sent under it.</summary>
internal sealed record Idempotency(string Key, byte[] Fingerprint);
