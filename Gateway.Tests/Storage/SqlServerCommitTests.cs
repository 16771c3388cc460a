using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="CommitContract"/> on SQL Server.</summary>
public sealed class SqlServerCommitTests() : CommitContract(StorageProvider.SqlServer);
