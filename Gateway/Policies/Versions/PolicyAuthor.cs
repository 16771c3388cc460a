using Gateway.Access;
using Gateway.Audit;
using Gateway.Storage;

namespace Gateway.Policies.Versions;

/// <summary>Who changes the policy, and by which request.</summary>
internal sealed record PolicyAuthor(Caller Caller, AuditOrigin Origin)
{
    /// <summary>The person and the client, as the version keeps them.</summary>
    public string Name => Caller.Person is { } person ? $"{person} {AuditEntries.ClientOf(Caller.Client)}" : AuditEntries.ClientOf(Caller.Client);

    /// <summary>What the audit trail tells of it.</summary>
    /// <param name="number">Which version.</param>
    /// <param name="operation">What was done, as the operation's name.</param>
    /// <param name="name">The version as decisions cite it.</param>
    public AuditEntry Did(int number, string operation, string? name) => new()
    {
        Action = AuditAction.Operation,
        Client = AuditEntries.ClientOf(Caller.Client),
        Person = Caller.Person?.ToString(),
        Resource = "admin",
        Query = $"policies/{number}/{operation}",
        PolicyVersion = name,
    };
}
