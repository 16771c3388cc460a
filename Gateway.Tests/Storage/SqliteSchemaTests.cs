using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="SchemaContract"/> on SQLite.</summary>
public sealed class SqliteSchemaTests() : SchemaContract(StorageProvider.Sqlite);
