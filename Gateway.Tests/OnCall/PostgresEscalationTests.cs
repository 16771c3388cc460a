using Gateway.Storage;

namespace Gateway.Tests.OnCall;

/// <summary><see cref="EscalationContract"/> on PostgreSQL.</summary>
public sealed class PostgresEscalationTests() : EscalationContract(StorageProvider.PostgreSql);
