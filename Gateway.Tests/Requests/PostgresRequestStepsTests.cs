using Gateway.Storage;

namespace Gateway.Tests.Requests;

/// <summary><see cref="RequestStepsContract"/> on PostgreSQL.</summary>
public sealed class PostgresRequestStepsTests() : RequestStepsContract(StorageProvider.PostgreSql);
