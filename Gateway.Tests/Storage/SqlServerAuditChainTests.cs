using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="AuditChainContract"/> on SQL Server.</summary>
public sealed class SqlServerAuditChainTests() : AuditChainContract(StorageProvider.SqlServer);
