using Gateway.Storage;

namespace Gateway.Tests.Measures;

/// <summary><see cref="MeasuresContract"/> on PostgreSQL.</summary>
public sealed class PostgresMeasuresTests() : MeasuresContract(StorageProvider.PostgreSql);
