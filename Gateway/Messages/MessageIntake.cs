using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Access;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.OnCall;
using Gateway.Policies;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Triage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>The story of a message that comes in: read the facts, decide, say what to save. Sending is somebody else's, later.</summary>
internal sealed class MessageIntake(
    IntakeFactsReader factsReader,
    BurstReader bursts,
    Originals originals,
    SequenceBlocks sequences,
    SearchIndex index,
    Couriers couriers,
    IOptions<EhrOptions> ehr,
    Alerts alerts,
    IntakeMetrics metrics,
    TimeProvider clock,
    ILogger<MessageIntake> logger)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <summary>Decides on a message, and plans what the decision writes.</summary>
    /// <param name="message">The message; planning fills it in, so a second plan needs it read anew.</param>
    /// <param name="mayBeRepeated">Look first whether its Idempotency-Key has made a message before.</param>
    /// <param name="cancellationToken">Ends the reading of facts.</param>
    public async ValueTask<WritePlan> PlanAsync(InboundMessage message, bool mayBeRepeated, CancellationToken cancellationToken)
    {
        if (mayBeRepeated && await OriginalAsync(message, cancellationToken) is { } original)
        {
            return original;
        }

        var facts = await factsReader.ReadAsync(message, cancellationToken);
        var decision = IntakePolicy.Decide(facts);
        var isTakenIn = decision is IntakeDecision.Route or IntakeDecision.Hold;
        if (!isTakenIn && await OriginalAsync(message, cancellationToken) is { } earlier)
        {
            // What was taken in once stays taken in, also if the rules or the facts have changed since.
            return earlier;
        }

        var places = isTakenIn ? (await sequences.NextAsync(cancellationToken), await sequences.NextAsync(cancellationToken)) : default;
        var burst = await bursts.ReadAsync(facts, decision, cancellationToken);
        var record = IntakeRecord.Of(facts, decision, ehr.Value.Name, places, index, clock, burst: burst);
        var unkept = await UnkeptAsync(
            IntakePolicy.AdviceFor(facts, isTakenIn: false), WriterOf(message.Caller, message.Sender), IntakeRecord.WhyOf(decision), facts.Policy, cancellationToken);
        var alert = isTakenIn && decision.Urgency == Urgency.Emergency ? await alerts.ForKeptAsync(message.Id, facts.Policy, cancellationToken) : null;
        return new WritePlan(OutcomeOf(decision, record))
        {
            Stage = changes =>
            {
                record.Stage(changes);
                alert?.Stage(changes);
                if (!isTakenIn)
                {
                    unkept?.Stage?.Invoke(changes);
                }
            },
            Unkept = unkept,
            Contended = burst is null ? null : record.Chart.Key,
            Settled = result => Settle(decision, record, result),
        };
    }

    /// <summary>
    /// Gives a message back before anybody has looked whose it is: an emergency's sender is told what to do now in any case.
    /// </summary>
    /// <param name="content">The message as sent.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="languages">What its sender reads, most wanted first.</param>
    /// <param name="refusal">Why it is given back.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<WritePlan> GiveBackAsync(
        Communication content, Caller caller, ImmutableArray<string> languages, WriteOutcome.Refused refusal, CancellationToken cancellationToken)
    {
        var (advice, policy) = await factsReader.AdviceForAsync(content, languages, cancellationToken);
        ResourceKey? sender = ResourceKey.TryParse(content.Sender?.Reference, out var named) ? named : null;
        return new WritePlan(refusal) { Unkept = await UnkeptAsync(advice, WriterOf(caller, sender), null, policy, cancellationToken) }.RefusedInstead(refusal);
    }

    /// <summary>What is said and alarmed of an emergency that is not kept; nothing of any other message.</summary>
    private async ValueTask<Unkept?> UnkeptAsync(
        ImmutableArray<Issue> advice, ResourceKey? writer, string? reason, GatewayPolicy policy, CancellationToken cancellationToken)
    {
        if (advice.IsEmpty)
        {
            return null;
        }

        var alert = writer is { } sender ? await alerts.ForGivenBackAsync(sender, reason, policy, cancellationToken) : null;
        return new Unkept(advice) { Stage = alert is null ? null : alert.Stage };
    }

    // Whom to call: who signed in, and for a system whom it names.
    private static ResourceKey? WriterOf(Caller caller, ResourceKey? sender) =>
        caller.Person ?? (caller.ActsAsPerson ? caller.Chart?.Key : sender);

    private async ValueTask<WritePlan?> OriginalAsync(InboundMessage message, CancellationToken cancellationToken) =>
        message.Idempotency is { } idempotency ? await originals.FindAsync(message.Caller, idempotency, cancellationToken) : null;

    private static WriteOutcome OutcomeOf(IntakeDecision decision, IntakeRecord record) => decision switch
    {
        IntakeDecision.Route or IntakeDecision.Hold => new WriteOutcome.Created(record.Message!),
        IntakeDecision.Refuse refuse => new WriteOutcome.Refused(
            refuse.IsForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity, refuse.Issues),
        IntakeDecision.RetryLater later => new WriteOutcome.Refused(StatusCodes.Status503ServiceUnavailable, later.Issues) { RetryAfter = TryAgainIn },
        _ => throw new UnreachableException(),
    };

    private void Settle(IntakeDecision decision, IntakeRecord record, CommitResult result)
    {
        metrics.Decided(decision, result);
        switch (result, decision)
        {
            case (CommitResult.Unavailable unavailable, _):
                logger.StoreUnavailable(unavailable.Fault);
                break;
            case (CommitResult.Committed, IntakeDecision.Route):
                couriers.Wake(ehr.Value.Name, record.Chart);
                logger.MessageAccepted(record.MessageId);
                break;
            case (CommitResult.Committed, IntakeDecision.Hold hold):
                logger.MessageHeld(record.MessageId, hold.Reason);
                break;
            case (CommitResult.Committed, IntakeDecision.Refuse refuse):
                logger.MessageRefused(record.MessageId, Reasons(refuse.Issues));
                break;
        }
    }

    private static string Reasons(ImmutableArray<Issue> issues) => string.Join(',', issues.Select(issue => issue.Reason));
}
