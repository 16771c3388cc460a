using Gateway.Storage;

namespace Gateway.Tests.DeadLetters;

/// <summary><see cref="DeadLetterContract"/> on SQL Server.</summary>
public sealed class SqlServerDeadLetterTests() : DeadLetterContract(StorageProvider.SqlServer);
