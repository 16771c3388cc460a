using Gateway.Storage;

namespace Gateway.Tests.Inbox;

/// <summary><see cref="WorkAlarmsContract"/> on SQLite.</summary>
public sealed class SqliteWorkAlarmsTests() : WorkAlarmsContract(StorageProvider.Sqlite);
