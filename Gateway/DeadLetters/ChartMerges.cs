using System.Text.Json;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters;

/// <summary>
/// Sends what waits for a chart that was merged away to the one that survived: each message through the same guard as a replay, and all of them in
/// one commit. To do so again changes nothing more.
/// </summary>
internal sealed class ChartMerges(
    DeadLetterReader letters,
    ChartGuard guard,
    CommitQueue commits,
    Couriers couriers,
    DeliveryMetrics metrics,
    IOptions<DeliveryOptions> delivery,
    IOptions<EhrOptions> ehr,
    TimeProvider clock,
    ILogger<ChartMerges> logger)
{
    private const string Operation = "$follow-merge";
    private const string Feed = "adt";

    /// <summary>A courier may take one of them meanwhile; then they are read again.</summary>
    private const int MostTries = 10;

    /// <summary>After a merge that the EHR itself has confirmed.</summary>
    public Task<MergeOutcome> FollowAsync(PatientId merged, PatientId survivor, CancellationToken cancellationToken) => SaveAsync(
        merged,
        async letter =>
        {
            var corrections = Corrections.Read(letter.Corrections) with { Patient = survivor.Key.ToString() };
            return letter.State == OutboxState.Pending && letter.Corrections == corrections.Written() ? new Step.Nothing()
                : await guard.CheckAsync(letter, corrections, cancellationToken) switch
                {
                    GuardVerdict.Passes => new Step.Send(corrections),
                    GuardVerdict.Stops => letter.State == OutboxState.DeadLetter ? new Step.Nothing() : new Step.Stop(FaultReasons.PatientMerged),
                    _ => new Step.Unknown(),
                };
        },
        cancellationToken);

    /// <summary>After a merge that the EHR does not confirm: no message goes into either chart until a person has looked.</summary>
    public Task<MergeOutcome> StopAsync(PatientId merged, CancellationToken cancellationToken) => SaveAsync(
        merged,
        letter => Task.FromResult<Step>(letter.State == OutboxState.DeadLetter ? new Step.Nothing() : new Step.Stop(FaultReasons.MergeUnconfirmed)),
        cancellationToken);

    private async Task<MergeOutcome> SaveAsync(PatientId merged, Func<OutboxEntry, Task<Step>> decideAsync, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var steps = new List<(OutboxEntry Letter, Step Step)>();
            foreach (var letter in await letters.OfMergedAsync(ehr.Value.Name, merged, cancellationToken))
            {
                steps.Add((letter, await decideAsync(letter)));
            }

            if (steps.Exists(one => one.Step is Step.Unknown))
            {
                return new MergeOutcome.Later();
            }

            steps.RemoveAll(one => one.Step is Step.Nothing);
            if (steps.Count == 0)
            {
                return new MergeOutcome.Done(0);
            }

            switch (await commits.CommitAsync(changes => Stage(changes, steps), cancellationToken))
            {
                case CommitResult.Committed:
                    couriers.Wake(ehr.Value.Name, merged);
                    steps.ForEach(Tell);
                    return new MergeOutcome.Done(steps.Count);
                case CommitResult.Superseded:
                    continue;
                default:
                    return new MergeOutcome.Later();
            }
        }

        return new MergeOutcome.Later();
    }

    private void Tell((OutboxEntry Letter, Step Step) one)
    {
        if (one.Step is Step.Stop stop)
        {
            metrics.DeadLettered(one.Letter.Connection, stop.Fault);
        }

        logger.MergeFollowed(one.Letter.Sequence, one.Letter.MessageId, DeadLetterDocument.StateOf(one.Letter.State));
    }

    private void Stage(Changes changes, List<(OutboxEntry Letter, Step Step)> steps)
    {
        foreach (var (letter, step) in steps)
        {
            if (step is Step.Send send)
            {
                changes.Add(Audited(letter, AuditAction.Operation, AuditOutcome.Done, null, new { connection = letter.Connection, corrections = send.Corrections }));
                changes.Change(letter, row => Send(row, send.Corrections));
            }
            else if (step is Step.Stop stop)
            {
                changes.Add(Audited(letter, AuditAction.Deliver, AuditOutcome.Failed, "dead-letter", new { connection = letter.Connection, kind = "file", fault = stop.Fault, attempts = letter.Attempts }));
                changes.Change(letter, row => Stop(row, stop.Fault));
            }
        }
    }

    private void Send(OutboxEntry row, Corrections corrections)
    {
        if (row.State == OutboxState.DeadLetter)
        {
            Replay.Queue(row, corrections, clock.GetUtcNow());
        }
        else
        {
            row.Corrections = corrections.Written();
        }
    }

    private void Stop(OutboxEntry row, string fault)
    {
        var now = clock.GetUtcNow();
        row.DueAt = SettledAt(row, now + delivery.Value.Settle);
        (row.State, row.Fault, row.FaultElement, row.GivenUpAt) = (OutboxState.DeadLetter, fault, "Communication.subject", now);
    }

    // When nothing that was begun for it arrives any more: a send in hand has its lease first, and of other waits no more counts than that.
    private DateTimeOffset SettledAt(OutboxEntry row, DateTimeOffset latest) =>
        row.Fault == Claim.InHand ? row.DueAt + delivery.Value.Settle
        : row.DueAt < latest ? row.DueAt
        : latest;

    private static AuditEntry Audited(OutboxEntry letter, AuditAction action, AuditOutcome outcome, string? why, object evidence) => new()
    {
        Action = action,
        Outcome = outcome,
        Why = why,
        Client = Feed,
        Resource = new MessageId(letter.MessageId).Key.ToString(),
        Chart = letter.Chart,
        Query = action == AuditAction.Operation ? $"dead-letters/{letter.Sequence}/{Operation}" : null,
        Reasons = JsonSerializer.Serialize(evidence),
    };

    private abstract record Step
    {
        private Step()
        {
        }

        /// <summary>It is as it should be.</summary>
        public sealed record Nothing : Step;

        public sealed record Send(Corrections Corrections) : Step;

        public sealed record Stop(string Fault) : Step;

        public sealed record Unknown : Step;
    }
}
