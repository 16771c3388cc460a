using System.Text.Json;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Delivery;

/// <summary>One courier's hold on one message until an instant, as the outbox row shows it to every other process.</summary>
internal sealed class Claim(CourierKey chart, PendingEntry message, DateTimeOffset until)
{
    /// <summary>Stands in the place of a row's fault from its claim until the end of the send is known: what is due and says so was left by a process that died.</summary>
    public const string InHand = "in-hand";

    private readonly PendingEntry _held =
        message with { Attempts = message.Attempts + 1, DueAt = until, Fault = InHand, Revision = message.Revision + 1 };

    public DateTimeOffset Until => until;

    /// <summary>Sends begun, the one that this claim is for included.</summary>
    public int Attempts => _held.Attempts;

    /// <summary>Nobody saw the end of the last send: what the EHR does not hold may come there yet.</summary>
    public bool MayStillArrive => message.Fault == InHand;

    public string MessageId => message.MessageId;

    public DateTimeOffset? AcceptedAt => message.AcceptedAt;

    public OutboxKind Kind => message.Kind;

    public CourierKey Chart => chart;

    /// <summary>What is to be taken back; null when the store holds no such message.</summary>
    public OutboundRetraction? Retraction => message.Content is { } content
        ? Corrections.Read(message.Corrections).ApplyTo(new OutboundRetraction(new MessageId(message.MessageId), chart.Chart, message.EhrId, message.Attempts > 0, content) { MayStillArrive = MayStillArrive })
        : null;

    /// <summary>Null when the store holds no such message.</summary>
    public OutboundMessage? Outbound => message.Content is { } content
        ? Corrections.Read(message.Corrections).ApplyTo(new OutboundMessage(new MessageId(message.MessageId), chart.Chart, message.Attempts > 0, content) { MayStillArrive = MayStillArrive })
        : null;

    /// <summary>Writes the claim: durable before the message leaves.</summary>
    public void Stage(Changes changes) => changes.Change(
        message.ToRow(chart.Connection, chart.Chart.Value),
        row => (row.Attempts, row.DueAt, row.Fault) = (_held.Attempts, _held.DueAt, _held.Fault));

    /// <summary>Writes what became of the send, and with it gives the claim up.</summary>
    /// <param name="changes">Where to.</param>
    /// <param name="step">What became of it.</param>
    /// <param name="work">What a person must do about it, if somebody must.</param>
    /// <param name="now">When.</param>
    public void Settle(Changes changes, NextStep step, NewResource? work, DateTimeOffset now)
    {
        work?.Stage(changes);
        changes.Change(_held.ToRow(chart.Connection, chart.Chart.Value), row => Settle(row, step, message.Attempts, now));
        switch (step)
        {
            case NextStep.Done done:
                changes.Add(Audited(AuditOutcome.Done, null, new { connection = chart.Connection, kind = KindName, ehrId = done.EhrId }));
                break;
            case NextStep.ByHand byHand:
                changes.Add(Audited(AuditOutcome.Deferred, "by-hand", new { connection = chart.Connection, kind = KindName, noticeId = byHand.NoticeId }));
                break;
            case NextStep.DeadLetter dead:
                changes.Add(Audited(AuditOutcome.Failed, "dead-letter", new { connection = chart.Connection, kind = KindName, fault = dead.Fault, attempts = _held.Attempts }));
                break;
        }
    }

    private string KindName => message.Kind switch
    {
        OutboxKind.File => "file",
        OutboxKind.Retract => "retract",
    };

    private static void Settle(OutboxEntry row, NextStep step, int attemptsBefore, DateTimeOffset now)
    {
        switch (step)
        {
            case NextStep.Done done:
                row.State = OutboxState.Delivered;
                row.EhrId = done.EhrId;
                row.DeliveredAt = now;
                row.Fault = null;
                break;
            case NextStep.ByHand byHand:
                row.State = OutboxState.ByHand;
                row.EhrId = byHand.NoticeId;
                row.DeliveredAt = now;
                row.Fault = null;
                break;
            case NextStep.RetryIn retry:
                row.DueAt = now + retry.Delay;
                row.Fault = retry.Fault;

                // A first one counts all the same: without any, what may have left would not be looked for.
                row.Attempts = retry.IsFree ? Math.Max(1, attemptsBefore) : row.Attempts;
                break;
            case NextStep.DeadLetter dead:
                row.State = OutboxState.DeadLetter;
                row.Fault = dead.Fault;
                row.FaultElement = dead.Element;
                row.GivenUpAt = now;
                row.DueAt = now + dead.Settling;
                break;
        }
    }

    private AuditEntry Audited(AuditOutcome outcome, string? why, object evidence) => new()
    {
        Action = AuditAction.Deliver,
        Outcome = outcome,
        Why = why,
        Client = "gateway",
        Resource = new MessageId(message.MessageId).Key.ToString(),
        Chart = chart.Chart.Value,
        Reasons = JsonSerializer.Serialize(evidence),
    };
}
