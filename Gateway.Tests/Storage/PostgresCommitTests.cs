using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary><see cref="CommitContract"/> on PostgreSQL.</summary>
public sealed class PostgresCommitTests() : CommitContract(StorageProvider.PostgreSql);
