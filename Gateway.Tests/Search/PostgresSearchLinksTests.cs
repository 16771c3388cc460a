using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchLinksContract"/> on PostgreSQL.</summary>
public sealed class PostgresSearchLinksTests() : SearchLinksContract(StorageProvider.PostgreSql);
