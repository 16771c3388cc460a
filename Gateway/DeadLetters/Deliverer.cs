using System.Text.Json;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>Who looks at deliveries and dead letters or mends them, and by which request.</summary>
internal sealed record Deliverer(Caller Caller, AuditOrigin Origin)
{
    public static Deliverer In(HttpContext context) => new(context.RequestServices.GetRequiredService<CallerReader>().Read(context.User), RequestOrigin.Of(context));

    /// <summary>What the audit trail tells of one row of the outbox.</summary>
    /// <param name="row">Which.</param>
    /// <param name="operation">What was done, as the operation's name; none for a look.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="why">A code of what stood against it.</param>
    /// <param name="evidence">Codes and ids.</param>
    /// <param name="among">The list that it was found in.</param>
    public AuditEntry Did(OutboxEntry row, string? operation, AuditOutcome outcome = AuditOutcome.Done, string? why = null, object? evidence = null, string among = DeadLetterEndpoints.Operation) => new()
    {
        Action = AuditAction.Operation,
        Outcome = outcome,
        Client = AuditEntries.ClientOf(Caller.Client),
        Person = Caller.Person?.ToString(),
        Resource = new MessageId(row.MessageId).Key.ToString(),
        Chart = row.Chart,
        Query = operation is null ? $"{among}/{row.Sequence}" : $"{among}/{row.Sequence}/{operation}",
        Why = why,
        Reasons = evidence is null ? null : JsonSerializer.Serialize(evidence),
    };
}
