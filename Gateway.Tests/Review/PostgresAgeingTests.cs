using Gateway.Storage;

namespace Gateway.Tests.Review;

/// <summary><see cref="AgeingContract"/> on PostgreSQL.</summary>
public sealed class PostgresAgeingTests() : AgeingContract(StorageProvider.PostgreSql);
