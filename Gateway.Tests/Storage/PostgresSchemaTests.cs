using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="SchemaContract"/> on PostgreSQL.</summary>
public sealed class PostgresSchemaTests() : SchemaContract(StorageProvider.PostgreSql);
