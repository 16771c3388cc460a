using Gateway.Storage;

namespace Gateway.Tests.Review;

/// <summary><see cref="AgeingContract"/> on SQL Server.</summary>
public sealed class SqlServerAgeingTests() : AgeingContract(StorageProvider.SqlServer);
