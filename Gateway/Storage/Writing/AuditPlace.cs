namespace Gateway.Storage.Writing;

/// <summary>Where the audit trail of this writer has come to; kept aside while a unit is tried, and gone back to if it fails.</summary>
/// <param name="Chain">The chain; 0 before there is one.</param>
/// <param name="Day">The chain's day.</param>
/// <param name="Opening">What the chain began with.</param>
/// <param name="Number">The last row's number.</param>
/// <param name="Digest">The last row's digest.</param>
/// <param name="IsStored">The chain's own row is in the store.</param>
internal readonly record struct AuditPlace(long Chain, int Day, string Opening, int Number, byte[] Digest, bool IsStored);
