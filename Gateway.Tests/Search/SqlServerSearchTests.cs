using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchContract"/> on SQL Server.</summary>
public sealed class SqlServerSearchTests() : SearchContract(StorageProvider.SqlServer);
