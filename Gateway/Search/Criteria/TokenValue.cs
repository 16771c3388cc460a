namespace Gateway.Search.Criteria;

/// <summary>A code to look for. Without a system any will do; an empty one means a code that has none. Without a code any of the system will do.</summary>
internal readonly record struct TokenValue(string? System, string? Code);
