using Gateway.Storage;

namespace Gateway.Tests.Measures;

/// <summary><see cref="MeasuresContract"/> on SQLite.</summary>
public sealed class SqliteMeasuresTests() : MeasuresContract(StorageProvider.Sqlite);
