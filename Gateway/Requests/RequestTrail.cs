using System.Text.Json;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Requests;

/// <summary>What the audit trail says of what the gateway does about a request by itself.</summary>
internal static class RequestTrail
{
    /// <param name="action">Create or update.</param>
    /// <param name="key">Of what.</param>
    /// <param name="version">Its new version.</param>
    /// <param name="chart">Whose chart it is in.</param>
    /// <param name="reasons">What is told of it: topics of subscriptions are made of that.</param>
    public static AuditEntry Entry(AuditAction action, ResourceKey key, int version, string? chart, object? reasons = null) => new()
    {
        Action = action,
        Client = NewResource.Gateway,
        Resource = key.ToString(),
        Version = version,
        Chart = chart,
        Reasons = reasons is null ? null : JsonSerializer.Serialize(reasons),
    };
}
