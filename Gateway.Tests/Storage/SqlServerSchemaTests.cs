using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="SchemaContract"/> on SQL Server.</summary>
public sealed class SqlServerSchemaTests() : SchemaContract(StorageProvider.SqlServer);
