using Gateway.Storage;

namespace Gateway.Tests.Search;

/// <summary><see cref="SearchLinksContract"/> on SQLite.</summary>
public sealed class SqliteSearchLinksTests() : SearchLinksContract(StorageProvider.Sqlite);
