using Gateway.Storage;

namespace Gateway.Tests.Notifications;

/// <summary><see cref="NumberingContract"/> on SQLite.</summary>
public sealed class SqliteNumberingTests() : NumberingContract(StorageProvider.Sqlite);
