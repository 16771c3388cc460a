using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="AuditChainContract"/> on PostgreSQL.</summary>
public sealed class PostgresAuditChainTests() : AuditChainContract(StorageProvider.PostgreSql);
