namespace Load.Servers;

/// <summary>What several gateways share.</summary>
/// <param name="Postgres">The connection string of their database, which need not be there yet.</param>
/// <param name="Redis">Where they find each other; none: they do not form a cluster.</param>
/// <param name="Besides">Further settings, as <c>--Section:Key=value</c>.</param>
internal sealed record ReplicaSettings(string Postgres, string? Redis, IReadOnlyList<string> Besides);
