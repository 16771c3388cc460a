using System.Diagnostics;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters;

/// <summary>The story of mending a delivery: read the letter, let the guard judge it as it would be sent, and say what to save.</summary>
internal sealed class DeadLetterDesk(
    DeadLetterReader letters,
    ChartGuard guard,
    CommitQueue commits,
    Couriers couriers,
    IOptions<EhrOptions> ehr,
    TimeProvider clock,
    ILogger<DeadLetterDesk> logger)
{
    /// <param name="number">Which.</param>
    /// <param name="corrections">What it is sent with instead of what it had; null to leave that.</param>
    /// <param name="preconditions">The state that the caller has seen.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<DeadLetterOutcome> ReplayAsync(
        long number, Corrections? corrections, Preconditions preconditions, Deliverer by, CancellationToken cancellationToken) =>
        await letters.FindAsync(number, cancellationToken) is not { } letter ? new DeadLetterOutcome.Unknown()
            : ObjectionTo(letter, preconditions) ?? await ReplayAsync(letter, corrections, by, cancellationToken);

    /// <summary>Replays what the question finds, first those that were accepted first, each by itself.</summary>
    public async ValueTask<ReplayReport> ReplayManyAsync(DeadLetterQuestion question, int most, Deliverer by, CancellationToken cancellationToken)
    {
        var (found, more) = await letters.PageAsync(question, 0, most, cancellationToken);
        List<long> replayed = [];
        List<KeptLetter> kept = [];
        foreach (var letter in found)
        {
            switch (ObjectionToConnection(letter) ?? await ReplayAsync(letter, null, by, cancellationToken))
            {
                case DeadLetterOutcome.Changed:
                    replayed.Add(letter.Sequence);
                    break;
                case DeadLetterOutcome.Conflicting conflicting:
                    kept.Add(new KeptLetter(letter.Sequence, conflicting.Sentence));
                    break;
                case DeadLetterOutcome.Refused { Issues: var issues }:
                    kept.Add(new KeptLetter(letter.Sequence, issues[0].Sentence));
                    break;
                case DeadLetterOutcome.Unavailable { Issues: var issues }:
                    kept.Add(new KeptLetter(letter.Sequence, issues[0].Sentence));
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        return new ReplayReport(replayed, kept, more);
    }

    public async ValueTask<DeadLetterOutcome> DiscardAsync(
        long number, string reason, Preconditions preconditions, Deliverer by, CancellationToken cancellationToken)
    {
        if (await letters.FindAsync(number, cancellationToken) is not { } letter)
        {
            return new DeadLetterOutcome.Unknown();
        }

        if (ObjectionTo(letter, preconditions) is { } objection and not DeadLetterOutcome.Refused)
        {
            return objection;
        }

        return await SaveAsync(
            letter,
            row => (row.State, row.DiscardedFor) = (OutboxState.Discarded, reason),
            by.Did(letter, "$discard", evidence: new { connection = letter.Connection, fault = letter.Fault, reason }),
            by,
            cancellationToken);
    }

    private async ValueTask<DeadLetterOutcome> ReplayAsync(OutboxEntry letter, Corrections? asked, Deliverer by, CancellationToken cancellationToken)
    {
        if (asked is not null && CorrectionsPolicy.Check(asked, letter.Kind) is { IsEmpty: false } wrong)
        {
            return new DeadLetterOutcome.Refused(wrong);
        }

        var corrections = asked ?? Corrections.Read(letter.Corrections);

        switch (await guard.CheckAsync(letter, corrections, cancellationToken))
        {
            case GuardVerdict.Passes:
                break;
            case GuardVerdict.Stops stops:
                return await commits.CommitAsync(
                    changes => changes.Add(by.Did(letter, "$replay", AuditOutcome.Refused, "guard", corrections)), by.Origin, cancellationToken) is CommitResult.Committed
                    ? new DeadLetterOutcome.Refused(stops.Issues)
                    : StoreAway();
            case GuardVerdict.Unknown unknown:
                return new DeadLetterOutcome.Unavailable(unknown.Issues);
        }

        var outcome = await SaveAsync(
            letter,
            row => Replay.Queue(row, corrections, clock.GetUtcNow()),
            by.Did(letter, "$replay", evidence: new { connection = letter.Connection, fault = letter.Fault, corrections }),
            by,
            cancellationToken);
        if (outcome is DeadLetterOutcome.Changed)
        {
            couriers.Wake(letter.Connection, new PatientId(letter.Chart));
        }

        return outcome;
    }

    private async ValueTask<DeadLetterOutcome> SaveAsync(
        OutboxEntry letter, Action<OutboxEntry> change, AuditEntry entry, Deliverer by, CancellationToken cancellationToken)
    {
        var written = await commits.CommitAsync(
            changes =>
            {
                changes.Change(letter, change);
                changes.Add(entry);
            },
            by.Origin,
            cancellationToken);
        switch (written)
        {
            case CommitResult.Committed:
                logger.Mended(letter.Sequence, letter.MessageId, DeadLetterDocument.StateOf(letter.State));
                letter.Revision++;
                return new DeadLetterOutcome.Changed(letter);
            case CommitResult.Superseded:
                return new DeadLetterOutcome.Conflicting("Somebody else has just replayed or discarded it, or it was taken back. Read it again.");
            default:
                return StoreAway();
        }
    }

    private DeadLetterOutcome? ObjectionTo(OutboxEntry letter, Preconditions preconditions) =>
        preconditions.AllowChangeOf(DeadLetterTags.Of(letter)) ? ObjectionToState(letter) : new DeadLetterOutcome.Stale();

    private DeadLetterOutcome? ObjectionToState(OutboxEntry letter) => letter.State switch
    {
        OutboxState.DeadLetter => ObjectionToConnection(letter),
        OutboxState.Pending => new DeadLetterOutcome.Conflicting("It is being replayed already."),
        OutboxState.Delivered => new DeadLetterOutcome.Conflicting("It is in the EHR."),
        OutboxState.Discarded => new DeadLetterOutcome.Conflicting("It was discarded."),
        OutboxState.Withdrawn => new DeadLetterOutcome.Conflicting("The message was taken back: it goes into no chart."),
        OutboxState.ByHand => new DeadLetterOutcome.Conflicting("A person at the EHR was told to do it by hand."),
    };

    private DeadLetterOutcome.Refused? ObjectionToConnection(OutboxEntry letter) => letter.Connection == ehr.Value.Name
        ? null
        : new DeadLetterOutcome.Refused(
            [new(Hl7.Fhir.Model.OperationOutcome.IssueType.BusinessRule, "It is of a connection that this gateway does not serve: it can be discarded, and not replayed.")]);

    private static DeadLetterOutcome.Unavailable StoreAway() => new([ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)]);
}
