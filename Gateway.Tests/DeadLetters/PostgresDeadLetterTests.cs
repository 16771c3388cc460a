using Gateway.Storage;

namespace Gateway.Tests.DeadLetters;

/// <summary><see cref="DeadLetterContract"/> on PostgreSQL.</summary>
public sealed class PostgresDeadLetterTests() : DeadLetterContract(StorageProvider.PostgreSql);
