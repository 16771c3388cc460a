using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchContract"/> on PostgreSQL.</summary>
public sealed class PostgresSearchTests() : SearchContract(StorageProvider.PostgreSql);
