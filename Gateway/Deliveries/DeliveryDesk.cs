using Gateway.Connections;
using Gateway.DeadLetters;
using Gateway.Delivery;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Deliveries;

/// <summary>What operators may do about what is on its way: see it in counts, and have one tried before its time.</summary>
internal sealed class DeliveryDesk(
    DeliveryReader deliveries, CommitQueue commits, ConnectionGate gate, IOptions<EhrOptions> ehr, IOptions<DeliveryOptions> options, TimeProvider clock)
{
    public async Task<DeliverySummary> SummaryAsync(CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(cancellationToken);
        var connections = counts.Select(count => count.Connection).Append(ehr.Value.Name).Distinct().Order(StringComparer.Ordinal);
        return new DeliverySummary([.. connections.Select(connection => SummaryOf(connection, [.. counts.Where(count => count.Connection == connection)]))]);
    }

    /// <summary>Has one tried as soon as that cannot file it twice; the sweep wakes its courier then.</summary>
    public async Task<DeliveryOutcome> TryAsync(long number, Preconditions preconditions, Deliverer by, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(number, cancellationToken) is not { } delivery)
        {
            return new DeliveryOutcome.Unknown();
        }

        return !preconditions.AllowChangeOf(DeadLetterTags.Of(delivery.Entry))
            ? new DeliveryOutcome.Stale()
            : ObjectionTo(delivery) ?? await HastenAsync(delivery, by, cancellationToken);
    }

    private async Task<DeliveryOutcome> HastenAsync(PendingDelivery delivery, Deliverer by, CancellationToken cancellationToken)
    {
        var row = delivery.Entry;
        var written = await commits.CommitAsync(
            changes =>
            {
                changes.Change(row, Hasten);
                changes.Add(by.Did(row, "$try", evidence: new { connection = row.Connection, fault = row.Fault }, among: DeliveryEndpoints.Operation));
            },
            by.Origin,
            cancellationToken);
        switch (written)
        {
            case CommitResult.Committed:
                row.Revision++;
                return new DeliveryOutcome.Changed(delivery);
            case CommitResult.Superseded:
                return new DeliveryOutcome.Conflicting("It has just been tried, or was taken back. Read it again.");
            default:
                return new DeliveryOutcome.Unavailable();
        }
    }

    // The row does not say when its last send was, nor always whether somebody saw its end. Whenever it was, from now on so long an EHR may be at it still.
    private void Hasten(OutboxEntry row)
    {
        var settled = clock.GetUtcNow() + options.Value.Settle;
        row.DueAt = row.DueAt < settled ? row.DueAt : settled;
    }

    private DeliveryOutcome.Conflicting? ObjectionTo(PendingDelivery delivery) => delivery.Entry.Connection != ehr.Value.Name
        ? new DeliveryOutcome.Conflicting("It is of a connection that this gateway does not serve.")
        : DeliveryStates.Of(delivery, clock.GetUtcNow()) switch
        {
            DeliveryState.Retrying => null,
            DeliveryState.Waiting => new DeliveryOutcome.Conflicting("It was not tried yet: it leaves as soon as deliveries do."),
            DeliveryState.InHand => new DeliveryOutcome.Conflicting("It is being sent."),
            DeliveryState.Behind => new DeliveryOutcome.Conflicting($"Number {delivery.First} of its chart leaves before it."),
        };

    private ConnectionSummary SummaryOf(string connection, IReadOnlyList<DeliveryCount> counts)
    {
        var oldest = counts.MinBy(count => count.Oldest.Entry.Sequence)?.Oldest;
        var isServed = connection == ehr.Value.Name;
        return new ConnectionSummary
        {
            Connection = connection,
            IsServed = isServed,
            IsPaused = isServed && options.Value.Paused,
            ShutUntil = isServed ? gate.ShutUntil : null,
            Waiting = counts.Sum(count => count.Waiting),
            InHand = counts.Sum(count => count.InHand),
            Retrying = counts.Sum(count => count.Retrying),
            Behind = counts.Sum(count => count.Behind),
            Oldest = oldest?.Entry.Sequence,
            OldestSince = oldest?.Since,
            Faults =
            [
                .. from count in counts
                   where count is { Retrying: > 0, Fault: not null }
                   orderby count.Retrying descending, count.Oldest.Entry.Sequence
                   select new FaultSummary(count.Fault!, count.Retrying, count.Oldest.Since),
            ],
        };
    }
}
