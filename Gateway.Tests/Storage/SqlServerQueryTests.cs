using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="QueryContract"/> on SQL Server.</summary>
public sealed class SqlServerQueryTests() : QueryContract(StorageProvider.SqlServer);
