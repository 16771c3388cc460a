namespace Gateway.Audit;

/// <summary>A code as AuditEvent shows it; without a system where the element leaves it unsaid.</summary>
internal readonly record struct AuditCode(string System, string Code, string? Display = null);
