namespace Gateway.Storage;

/// <summary>A failure of the database, understood: what it means, and a code for logs and answers.</summary>
internal readonly record struct StorageFault(FaultKind Kind, string Code);
