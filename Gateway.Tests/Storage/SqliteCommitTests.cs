using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="CommitContract"/> on SQLite.</summary>
public sealed class SqliteCommitTests() : CommitContract(StorageProvider.Sqlite);
