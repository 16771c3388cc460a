using Gateway.Storage;

namespace Gateway.Tests.Requests;

/// <summary><see cref="RequestStepsContract"/> on SQLite.</summary>
public sealed class SqliteRequestStepsTests() : RequestStepsContract(StorageProvider.Sqlite);
