using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Notifications;

/// <summary>Sends one subscription what is due: claimed, sent and settled, so that a process that dies in between is followed by another.</summary>
internal sealed class Sender(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    Subscribers subscribers,
    EventReader events,
    NotificationWriter writer,
    EndpointClient endpoint,
    StatusChanges statuses,
    TopicMetrics metrics,
    IOptions<TopicsOptions> options,
    TimeProvider clock,
    ILogger<Sender> logger)
{
    private const string AccessUnknown = "access-unknown";

    public async Task SendAsync(LiveSubscription live, Due due, CancellationToken cancellationToken)
    {
        switch (due)
        {
            case Due.End:
                await statuses.ChangeAsync(live, TopicStatus.Off, null, _ => { }, by: null, cancellationToken);
                break;
            case Due.Fail:
                await statuses.ChangeAsync(live, TopicStatus.Error, "not-supported", _ => { }, by: null, cancellationToken);
                break;
            case Due.Handshake:
            case Due.Events:
            case Due.Heartbeat:
                await DeliverAsync(live, live.Terms!, due, cancellationToken);
                break;
            case Due.Nothing:
                break;
        }
    }

    private async ValueTask DeliverAsync(LiveSubscription live, SubscriptionTerms terms, Due due, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var claimed = Copy(live.Delivery, live.Delivery.Attempts + 1, until);
        if (await commits.CommitAsync(
            changes => changes.Change(live.Delivery, row => (row.Attempts, row.DueAt) = (claimed.Attempts, until)), cancellationToken) is not CommitResult.Committed)
        {
            // Another gateway has it, or the store is away: then nobody may send.
            return;
        }

        var load = due == Due.Events ? await LoadAsync(live, terms, cancellationToken) : new Load([], live.Delivery.Delivered, null);
        if (load is { Events.IsEmpty: true, Fault: null } && due == Due.Events)
        {
            // All of it is hidden from this subscriber by now: there is nothing to tell.
            await SettleAsync(claimed, row => (row.Delivered, row.Attempts, row.DueAt) = (load.Last, live.Delivery.Attempts, clock.GetUtcNow()));
            return;
        }

        var fault = load.Fault ?? await endpoint.SendAsync(terms, BodyOf(live, terms, due, load), Timeout(terms), cancellationToken);
        metrics.Sent(terms.Topic.Code, due, fault, load.Events.Length);
        if (fault == AccessUnknown)
        {
            // Not the endpoint's fault: it counts for nothing, and is tried again.
            var again = clock.GetUtcNow() + TimeSpan.FromSeconds(options.Value.FirstRetrySeconds);
            await SettleAsync(claimed, row => (row.Attempts, row.DueAt) = (live.Delivery.Attempts, again));
            return;
        }

        await SettleAsync(live, claimed, due, load, fault);
    }

    private async ValueTask<Load> LoadAsync(LiveSubscription live, SubscriptionTerms terms, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var next = await NotificationQueries.Events(
            db, live.Id, live.Delivery.Delivered, live.Row.LastNumber, terms.MostEvents ?? options.Value.MostInNotification).ToListAsync(cancellationToken);
        var last = next.Count > 0 ? next[^1].Number : live.Row.LastNumber;
        return await subscribers.ReadAsync(live.Row, cancellationToken) switch
        {
            Subscriber.Known known => new Load(await events.VisibleAsync(db, next, known.Reader, cancellationToken), last, null),
            Subscriber.Undecided => new Load([], live.Delivery.Delivered, AccessUnknown),
            _ => new Load([], last, null),
        };
    }

    private byte[] BodyOf(LiveSubscription live, SubscriptionTerms terms, Due due, Load load)
    {
        var (kind, status) = due switch
        {
            Due.Handshake => (NotificationKind.Handshake, SubscriptionStatus.Requested),
            Due.Heartbeat => (NotificationKind.Heartbeat, SubscriptionStatus.Active),
            _ => (NotificationKind.Event, SubscriptionStatus.Active),
        };
        // What is told is how many events there were up to here: a later one may be hidden from this subscriber.
        var about = new SubscriptionState(live.Id, terms.Topic.Canonical, status, due == Due.Events ? load.Last : live.Row.LastNumber, null);
        return FhirJson.Serialize(writer.Write(about, kind, load.Events, terms.Content, clock.GetUtcNow()));
    }

    private TimeSpan Timeout(SubscriptionTerms terms) =>
        terms.Timeout is { } asked && asked.TotalSeconds < options.Value.TimeoutSeconds ? asked : TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    private async ValueTask SettleAsync(LiveSubscription live, TopicDelivery claimed, Due due, Load load, string? fault)
    {
        var now = clock.GetUtcNow();
        switch (SendPolicy.After(due, fault, claimed.Attempts, claimed.FailingSince, now, options.Value, Random.Shared.NextDouble()))
        {
            case SendStep.Done when due == Due.Handshake:
                await statuses.ChangeAsync(live, TopicStatus.Active, null, changes => changes.Change(claimed, row => Succeed(row, row.Delivered, now)), by: null, CancellationToken.None);
                break;
            case SendStep.Done:
                await commits.CommitAsync(
                    changes =>
                    {
                        changes.Change(claimed, row => Succeed(row, load.Last, now));
                        if (!load.Events.IsEmpty)
                        {
                            changes.Add(Told(live, load));
                        }
                    },
                    CancellationToken.None);
                break;
            case SendStep.RetryIn retry:
                logger.Failed(live.Id, retry.Fault, claimed.Attempts, retry.Delay.TotalSeconds);
                await SettleAsync(claimed, row => (row.Fault, row.FailingSince, row.DueAt) = (retry.Fault, row.FailingSince ?? now, now + retry.Delay));
                break;
            case SendStep.GiveUp given:
                logger.GivenUp(live.Id, given.Fault, claimed.Attempts);
                await statuses.ChangeAsync(
                    live, TopicStatus.Error, given.Fault,
                    changes => changes.Change(claimed, row => (row.Fault, row.FailingSince, row.DueAt) = (given.Fault, row.FailingSince ?? now, now)),
                    by: null,
                    CancellationToken.None);
                break;
        }
    }

    private Task<CommitResult> SettleAsync(TopicDelivery claimed, Action<TopicDelivery> change) => commits.CommitAsync(changes => changes.Change(claimed, change), CancellationToken.None);

    private static void Succeed(TopicDelivery row, long delivered, DateTimeOffset now) =>
        (row.Delivered, row.Attempts, row.FailingSince, row.Fault, row.HeardAt, row.DueAt) = (delivered, 0, null, null, now, now);

    // What left, to whom: which messages these events are about stands in the store until its retention ends.
    private static AuditEntry Told(LiveSubscription live, Load load) => new()
    {
        Action = AuditAction.Deliver,
        Client = live.Row.Client,
        Person = live.Row.Person,
        Resource = $"Subscription/{live.Id}",
        Version = live.Row.Version,
        Chart = load.Events.Select(one => one.Chart).Distinct().Take(2).ToArray() is [{ } only] ? only : null,
        Quarantined = load.Events.Any(one => one.IsHeld),
        Related = Cut(string.Join(' ', load.Events.Select(one => one.Focus.Key.ToString()).Distinct())),
    };

    private static string Cut(string keys) => keys.Length <= 4000 ? keys : keys[..keys.LastIndexOf(' ', 4000)];

    // The row as the claim left it: the writer counts the revision.
    private static TopicDelivery Copy(TopicDelivery row, int attempts, DateTimeOffset dueAt) => new()
    {
        SubscriptionId = row.SubscriptionId,
        Delivered = row.Delivered,
        Attempts = attempts,
        FailingSince = row.FailingSince,
        DueAt = dueAt,
        Fault = row.Fault,
        HeardAt = row.HeardAt,
        Revision = row.Revision + 1,
    };

    /// <summary>What is in one notification.</summary>
    /// <param name="Events">The events that may be seen.</param>
    /// <param name="Last">The number up to which it tells, or leaves out.</param>
    /// <param name="Fault">Why nothing can be sent now.</param>
    private sealed record Load(ImmutableArray<SentEvent> Events, long Last, string? Fault);
}
