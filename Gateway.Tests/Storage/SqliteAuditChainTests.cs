using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="AuditChainContract"/> on SQLite.</summary>
public sealed class SqliteAuditChainTests() : AuditChainContract(StorageProvider.Sqlite);
