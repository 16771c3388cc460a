using Gateway.Access;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>The story of a message that comes in: read the facts, decide, save. Sending is somebody else's, later.</summary>
internal sealed class MessageIntake(
    IntakeFactsReader factsReader,
    CommitQueue commits,
    SequenceBlocks sequences,
    IDbContextFactory<GatewayDb> databases,
    Couriers couriers,
    IOptions<EhrOptions> ehr,
    IntakeMetrics metrics,
    TimeProvider clock,
    ILogger<MessageIntake> logger)
{
    public async Task<IntakeOutcome> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var facts = await factsReader.ReadAsync(message, cancellationToken);
        var decision = IntakePolicy.Decide(facts);
        if (decision is not (IntakeDecision.Route or IntakeDecision.Hold)
            && message.Idempotency is { } repeated
            && await OriginalAsync(message.Caller, repeated, cancellationToken) is IntakeOutcome.AlreadyReceived earlier)
        {
            // What was taken in once stays taken in, also if the rules or the facts have changed since.
            return earlier;
        }

        var record = IntakeRecord.Of(facts, decision, ehr.Value.Name, await SequencesAsync(decision, cancellationToken), clock);
        var result = await commits.CommitAsync(record.Stage, cancellationToken);
        metrics.Decided(decision, result);
        return result switch
        {
            CommitResult.Committed => Conclude(decision, record),
            CommitResult.Duplicate when message.Idempotency is { } idempotency => await OriginalAsync(message.Caller, idempotency, cancellationToken),
            CommitResult.Unavailable unavailable => NotStored(unavailable.Fault),
            _ => NotStored(result.GetType().Name),
        };
    }

    private async ValueTask<(long Message, long Task)> SequencesAsync(IntakeDecision decision, CancellationToken cancellationToken) =>
        decision is IntakeDecision.Route or IntakeDecision.Hold
            ? (await sequences.NextAsync(cancellationToken), await sequences.NextAsync(cancellationToken))
            : default;

    private IntakeOutcome Conclude(IntakeDecision decision, IntakeRecord record)
    {
        switch (decision)
        {
            case IntakeDecision.Route:
                couriers.Wake(ehr.Value.Name, record.Chart);
                logger.MessageAccepted(record.MessageId);
                return new IntakeOutcome.Received(record.Message!);
            case IntakeDecision.Hold hold:
                logger.MessageHeld(record.MessageId, hold.Reason);
                return new IntakeOutcome.Received(record.Message!);
            case IntakeDecision.Refuse refuse:
                logger.MessageRefused(record.MessageId, string.Join(',', refuse.Issues.Select(issue => issue.Reason)));
                return refuse.IsForbidden ? new IntakeOutcome.Forbidden(refuse.Issues) : new IntakeOutcome.Refused(refuse.Issues);
            case IntakeDecision.RetryLater later:
                return new IntakeOutcome.Unavailable(later.Issues);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<IntakeOutcome> OriginalAsync(Caller caller, Idempotency idempotency, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.OfIdempotencyKeyAsync(db, caller.Client, idempotency.Key, cancellationToken) switch
        {
            null => NotStored("duplicate"),
            var original when !original.Fingerprint.AsSpan().SequenceEqual(idempotency.Fingerprint) => new IntakeOutcome.KeyReused(),
            var original => new IntakeOutcome.AlreadyReceived(VersionOf(original)),
        };
    }

    private static ResourceVersion VersionOf(StoredResource stored) =>
        new(new ResourceKey(stored.ResourceType, stored.ResourceId), stored.Version, stored.LastUpdated, stored.Content);

    private IntakeOutcome.Unavailable NotStored(string fault)
    {
        logger.StoreUnavailable(fault);
        return new IntakeOutcome.Unavailable(
        [
            new Issue(OperationOutcome.IssueType.Transient, "The message could not be stored for certain. Send it again shortly, under the same Idempotency-Key if you gave one."),
        ]);
    }
}
