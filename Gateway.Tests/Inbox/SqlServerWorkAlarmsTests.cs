using Gateway.Storage;

namespace Gateway.Tests.Inbox;

/// <summary><see cref="WorkAlarmsContract"/> on SQL Server.</summary>
public sealed class SqlServerWorkAlarmsTests() : WorkAlarmsContract(StorageProvider.SqlServer);
