using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Storage;

namespace Gateway.Topics;

/// <summary>
/// What of the audit trail is an event of a topic. The trail's row is written in the transaction of what it tells, so that there is no event
/// without its cause and no cause without its event (ADR 0047). Pure.
/// </summary>
internal static class TopicPolicy
{
    private const string Gateway = "gateway";
    private const string Message = "Communication/";
    private const string Work = "Task/";

    public static ImmutableArray<Happening> In(AuditEntry row) => row switch
    {
        { Action: AuditAction.Create, Outcome: AuditOutcome.Done } when IsOf(row, Message) => Filed(row),
        { Action: AuditAction.Release, Outcome: AuditOutcome.Done } when IsOf(row, Message) => Filed(row),
        { Action: AuditAction.Create, Outcome: AuditOutcome.Held } when IsOf(row, Message) => [new(TopicCodes.MessageHeld, row.Resource!, row.Version)],
        { Action: AuditAction.Deliver, Outcome: AuditOutcome.Done } when IsOf(row, Message) && Says(row, "kind") == "file" =>
            [new(TopicCodes.MessageDelivered, row.Resource!)],
        { Action: AuditAction.Deliver, Outcome: AuditOutcome.Failed } when IsOf(row, Message) && Says(row, "kind") == "file" =>
            [new(TopicCodes.MessageUndeliverable, row.Resource!)],
        { Action: AuditAction.Update, Client: Gateway } when IsOf(row, Work) && Says(row, "alarm") is not null =>
            [new(TopicCodes.TaskOverdue, row.Resource!, row.Version)],
        { Action: AuditAction.Create or AuditAction.Update, Client: Gateway } when IsOf(row, Work) && Says(row, "reminder") is not null =>
            [new(TopicCodes.AnswerDue, row.Resource!, row.Version)],
        { Action: AuditAction.Update, Client: Gateway } when IsOf(row, Work) && Says(row, "step") is not null =>
            [new(TopicCodes.Escalation, row.Resource!, row.Version)],
        // A re-route alone says from where to where.
        { Action: AuditAction.Update, Outcome: AuditOutcome.Done, Related: not null } when IsOf(row, Work) =>
            [new(TopicCodes.MessageRouted, row.Resource!, row.Version)],
        _ => [],
    };

    private static ImmutableArray<Happening> Filed(AuditEntry row) =>
    [
        new(TopicCodes.MessageReceived, row.Resource!, row.Version),
        new(TopicCodes.MessageRouted, row.Resource!) { IsOfWork = true },
    ];

    private static bool IsOf(AuditEntry row, string type) => row.Resource?.StartsWith(type, StringComparison.Ordinal) == true;

    // What the gateway itself did is told as one JSON object; rules that decided are a list.
    private static string? Says(AuditEntry row, string member)
    {
        if (row.Reasons is not ['{', ..])
        {
            return null;
        }

        using var reasons = JsonDocument.Parse(row.Reasons);
        return reasons.RootElement.TryGetProperty(member, out var value) ? value.ToString() : null;
    }
}
