using Gateway.Storage;

namespace Gateway.Tests.Notifications;

/// <summary><see cref="NumberingContract"/> on SQL Server.</summary>
public sealed class SqlServerNumberingTests() : NumberingContract(StorageProvider.SqlServer);
