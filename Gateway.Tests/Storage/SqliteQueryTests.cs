using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="QueryContract"/> on SQLite.</summary>
public sealed class SqliteQueryTests() : QueryContract(StorageProvider.Sqlite);
