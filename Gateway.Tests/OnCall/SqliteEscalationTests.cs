using Gateway.Storage;

namespace Gateway.Tests.OnCall;

/// <summary><see cref="EscalationContract"/> on Sqlite.</summary>
public sealed class SqliteEscalationTests() : EscalationContract(StorageProvider.Sqlite);
