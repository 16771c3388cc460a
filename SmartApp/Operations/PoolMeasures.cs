namespace SmartApp.Operations;

/// <summary>How soon a pool answers, under one policy version. Without a pool: several small groups together.</summary>
internal sealed record PoolMeasures(string? Pool, string? PolicyVersion, int Received, double? WithinPromise, int Overdue, int Alarms, double? MedianMinutes);

/// <summary>How often work went from one pool to another. Without pools: several small groups together.</summary>
internal sealed record PoolReroutes(string? From, string? To, int Count);
