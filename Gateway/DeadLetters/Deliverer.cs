using System.Text.Json;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>Who looks at dead letters or mends them, and by which request.</summary>
internal sealed record Deliverer(Caller Caller, AuditOrigin Origin)
{
    /// <summary>What the audit trail tells of one letter.</summary>
    /// <param name="letter">Which.</param>
    /// <param name="operation">What was done, as the operation's name; none for a look.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="why">A code of what stood against it.</param>
    /// <param name="evidence">Codes and ids.</param>
    public AuditEntry Did(OutboxEntry letter, string? operation, AuditOutcome outcome = AuditOutcome.Done, string? why = null, object? evidence = null) => new()
    {
        Action = AuditAction.Operation,
        Outcome = outcome,
        Client = AuditEntries.ClientOf(Caller.Client),
        Person = Caller.Person?.ToString(),
        Resource = new MessageId(letter.MessageId).Key.ToString(),
        Chart = letter.Chart,
        Query = operation is null ? $"dead-letters/{letter.Sequence}" : $"dead-letters/{letter.Sequence}/{operation}",
        Why = why,
        Reasons = evidence is null ? null : JsonSerializer.Serialize(evidence),
    };
}
