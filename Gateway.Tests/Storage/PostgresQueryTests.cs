using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="QueryContract"/> on PostgreSQL.</summary>
public sealed class PostgresQueryTests() : QueryContract(StorageProvider.PostgreSql);
