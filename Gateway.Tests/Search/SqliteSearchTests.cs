using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchContract"/> on SQLite.</summary>
public sealed class SqliteSearchTests() : SearchContract(StorageProvider.Sqlite);
