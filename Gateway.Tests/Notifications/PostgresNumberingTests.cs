using Gateway.Storage;

namespace Gateway.Tests.Notifications;

/// <summary><see cref="NumberingContract"/> on PostgreSQL.</summary>
public sealed class PostgresNumberingTests() : NumberingContract(StorageProvider.PostgreSql);
