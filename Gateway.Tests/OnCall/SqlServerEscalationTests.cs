using Gateway.Storage;

namespace Gateway.Tests.OnCall;

/// <summary><see cref="EscalationContract"/> on SqlServer.</summary>
public sealed class SqlServerEscalationTests() : EscalationContract(StorageProvider.SqlServer);
