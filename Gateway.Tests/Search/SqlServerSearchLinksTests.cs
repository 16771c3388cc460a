using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchLinksContract"/> on SQL Server.</summary>
public sealed class SqlServerSearchLinksTests() : SearchLinksContract(StorageProvider.SqlServer);
