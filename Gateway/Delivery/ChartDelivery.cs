using System.Diagnostics;
using Gateway.Connections;
using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>
/// Sends what a chart has pending, in order. A message is claimed in the store before it leaves, so that after a crash
/// at any instant the next process knows that it may have arrived; its outcome is recorded in the commit that claims
/// the next one (ADR 0007).
/// </summary>
internal sealed class ChartDelivery(
    OutboxReader outbox,
    CommitQueue commits,
    IEhrConnector connector,
    SendLimit limit,
    ConnectionGate gate,
    HandWork handWork,
    DeliveryMetrics metrics,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<ChartDelivery> logger) : IDisposable
{
    private readonly DeliveryOptions _options = options.Value;
    private readonly SendPlaces _places = new(limit.AtOnce(options.Value));

    /// <summary>Sends until nothing more may leave now; <paramref name="stopping"/> lets the send in hand end.</summary>
    public async Task<ChartRest> DeliverAsync(CourierKey chart, CancellationToken stopping)
    {
        try
        {
            ChartRest? rest = null;
            var hasFailed = false;
            while (rest is null)
            {
                // A place is taken before the claim: a lease must not run while its message waits for a place.
                using var place = await _places.TakeAsync(hasFailed, _options.PlacePatience, stopping);
                if (place is null)
                {
                    return ChartRest.Crowded;
                }

                if (gate.IsShut)
                {
                    return ChartRest.NotDue;
                }

                var batch = await outbox.NextOfAsync(chart, _options.Batch, stopping);
                if (IsRetry(batch) && gate.IsShutForLooks)
                {
                    return ChartRest.NotDue;
                }

                if (!hasFailed && IsRetry(batch))
                {
                    // The row alone knows that, whichever process has sent it before: this place is given back for one among the failing.
                    hasFailed = true;
                    continue;
                }

                // The same for its turn.
                if (IsDue(batch) && !await gate.TakeTurnAsync(_options.PlacePatience, stopping))
                {
                    return ChartRest.Crowded;
                }

                hasFailed = false;
                rest = await DeliverBatchAsync(chart, batch, stopping);
            }

            return rest.Value;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ChartRest.Stopping;
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Null when the batch went through and more may be pending.</summary>
    private async Task<ChartRest?> DeliverBatchAsync(CourierKey chart, IReadOnlyList<PendingEntry> batch, CancellationToken stopping)
    {
        if (ClaimOn(chart, batch, 0) is not { } claim)
        {
            return batch.Count == 0 ? ChartRest.Drained : ChartRest.NotDue;
        }

        var written = await commits.CommitAsync(claim.Stage, stopping);
        for (var position = 1; ; position++)
        {
            if (Trouble(chart, written) is { } trouble)
            {
                return trouble;
            }

            if (clock.GetUtcNow() + limit.Longest > claim.Until)
            {
                // The commit took so long that the send could outlast the lease: whoever claims next reads back first.
                logger.LeaseTooShort(claim.MessageId);
                return ChartRest.NotDue;
            }

            var step = await SendAsync(claim);
            var next = step is NextStep.RetryIn || stopping.IsCancellationRequested || gate.IsShut ? null : ClaimOn(chart, batch, position);
            written = await SettleAsync(chart, claim, step, next);
            if (next is null)
            {
                return Trouble(chart, written) ?? RestAfter(step, position == batch.Count, batch.Count == _options.Batch, stopping);
            }

            claim = next;
        }
    }

    private bool IsDue(IReadOnlyList<PendingEntry> batch) => batch is [var first, ..] && first.DueAt <= clock.GetUtcNow();

    private bool IsRetry(IReadOnlyList<PendingEntry> batch) => IsDue(batch) && batch[0].Attempts > 0;

    private static ChartRest? RestAfter(NextStep step, bool batchDone, bool batchFull, CancellationToken stopping) => step switch
    {
        NextStep.RetryIn => ChartRest.NotDue,
        _ when stopping.IsCancellationRequested => ChartRest.Stopping,
        _ when !batchDone => ChartRest.NotDue,
        _ => batchFull ? null : ChartRest.Drained,
    };

    private Claim? ClaimOn(CourierKey chart, IReadOnlyList<PendingEntry> batch, int position)
    {
        var now = clock.GetUtcNow();
        return position < batch.Count && batch[position].DueAt <= now ? new Claim(chart, batch[position], now + _options.Lease) : null;
    }

    private async Task<NextStep> SendAsync(Claim claim)
    {
        // Never cut short by the stop: a send in hand is worth its few seconds, its answer saves a read-back.
        var result = claim switch
        {
            { Kind: OutboxKind.File, Outbound: { } message } => await ResultAsync(claim, cancellationToken => connector.SendAsync(message, cancellationToken)),
            { Kind: OutboxKind.Retract, Retraction: { } retraction } =>
                await ResultAsync(claim, cancellationToken => connector.RetractAsync(retraction, cancellationToken)),
            _ => new SendResult.Refused(FaultReasons.ContentMissing),
        };

        // The row forgets by its new fault that its last send had no end: so the wait for that is kept now, whatever stood in the way of looking for it.
        var told = claim.MayStillArrive && result is SendResult.Failed failed ? new SendResult.Unseen(failed.Fault) : result;
        return RetrySchedule.After(told, claim.Attempts, _options, Random.Shared.NextDouble());
    }

    private async Task<SendResult> ResultAsync(Claim claim, Func<CancellationToken, Task<SendResult>> sendAsync)
    {
        // Only a retraction may need more calls than fit into a lease; it is cut off, and goes on with the next attempt.
        using var inLease = new CancellationTokenSource(limit.Longest, clock);
        try
        {
            return await gate.SendAsync(sendAsync, claim.Kind == OutboxKind.Retract ? inLease.Token : CancellationToken.None);
        }
        catch (OperationCanceledException) when (inLease.IsCancellationRequested)
        {
            return new SendResult.Failed(EhrFault.Timeout);
        }
        catch (Exception defect)
        {
            // A connector promises not to throw. If one does, its message must end as a dead letter like any other
            // failure, and not hold its chart for ever.
            logger.ConnectorThrew(claim.MessageId, defect.GetType().Name);
            return new SendResult.Failed(FaultReasons.ConnectorError);
        }
    }

    private async Task<CommitResult> SettleAsync(CourierKey chart, Claim claim, NextStep step, Claim? next)
    {
        var now = clock.GetUtcNow();
        // What the EHR did not take back, somebody must; the Task is there as soon as that is known.
        var work = claim.Kind == OutboxKind.Retract && step is (NextStep.ByHand or NextStep.DeadLetter)
            ? await handWork.TaskForAsync(claim, CancellationToken.None)
            : null;
        var written = await commits.CommitAsync(
            changes =>
            {
                claim.Settle(changes, step, work, now);
                next?.Stage(changes);
            },
            CancellationToken.None);
        if (written is CommitResult.Committed)
        {
            Tell(chart, claim, step, now);
        }

        return written;
    }

    private ChartRest? Trouble(CourierKey chart, CommitResult written)
    {
        switch (written)
        {
            case CommitResult.Committed:
                return null;
            case CommitResult.Superseded:
                logger.ChartSuperseded(chart);
                return ChartRest.Superseded;
            case CommitResult.Unavailable away:
                logger.OutcomeNotRecorded(chart, away.Fault);
                return ChartRest.StoreAway;
            default:
                throw new UnreachableException();
        }
    }

    private void Tell(CourierKey chart, Claim claim, NextStep step, DateTimeOffset now)
    {
        switch (step)
        {
            case NextStep.Done done when claim.Kind == OutboxKind.Retract:
                metrics.Retracted(chart.Connection);
                logger.Retracted(claim.MessageId, done.EhrId ?? "none", claim.Attempts);
                break;
            case NextStep.ByHand byHand:
                metrics.ByHand(chart.Connection);
                logger.ByHand(claim.MessageId, byHand.NoticeId);
                break;
            case NextStep.Done done:
                metrics.Delivered(chart.Connection, claim.AcceptedAt is { } accepted ? now - accepted : null);
                logger.Delivered(claim.MessageId, done.EhrId ?? "none", claim.Attempts);
                break;
            case NextStep.RetryIn retry:
                metrics.Failed(chart.Connection, retry.Fault);
                logger.Failed(claim.MessageId, retry.Fault, claim.Attempts, retry.Delay.TotalSeconds);
                break;
            case NextStep.DeadLetter dead:
                metrics.DeadLettered(chart.Connection, dead.Fault);
                logger.DeadLettered(claim.MessageId, dead.Fault, claim.Attempts);
                break;
        }
    }
}
