using Gateway.Storage;

namespace Gateway.Tests.Requests;

/// <summary><see cref="RequestStepsContract"/> on SQL Server.</summary>
public sealed class SqlServerRequestStepsTests() : RequestStepsContract(StorageProvider.SqlServer);
