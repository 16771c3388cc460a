using Gateway.Storage;

namespace Gateway.Tests.Review;

/// <summary><see cref="AgeingContract"/> on SQLite.</summary>
public sealed class SqliteAgeingTests() : AgeingContract(StorageProvider.Sqlite);
