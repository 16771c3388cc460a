using Gateway.Storage;

namespace Gateway.Tests.Measures;

/// <summary><see cref="MeasuresContract"/> on SQL Server.</summary>
public sealed class SqlServerMeasuresTests() : MeasuresContract(StorageProvider.SqlServer);
