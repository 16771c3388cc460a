using Gateway.Storage;

namespace Gateway.Tests.DeadLetters;

/// <summary><see cref="DeadLetterContract"/> on SQLite.</summary>
public sealed class SqliteDeadLetterTests() : DeadLetterContract(StorageProvider.Sqlite);
