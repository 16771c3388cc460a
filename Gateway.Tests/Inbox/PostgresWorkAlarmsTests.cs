using Gateway.Storage;

namespace Gateway.Tests.Inbox;

/// <summary><see cref="WorkAlarmsContract"/> on PostgreSQL.</summary>
public sealed class PostgresWorkAlarmsTests() : WorkAlarmsContract(StorageProvider.PostgreSql);
