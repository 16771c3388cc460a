using System.Collections.Concurrent;
using Gateway.Topics;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>
/// One look at what is due. Each subscription is sent to on its own, and nobody waits for it: a dead endpoint delays no other. Of one
/// subscription a single send is under way, so that its events arrive in order.
/// </summary>
internal sealed class Sends(SubscriptionsReader subscriptions, Sender sender, TopicMetrics metrics, IOptions<TopicsOptions> options, TimeProvider clock, ILogger<Sends> logger)
{
    private readonly ConcurrentDictionary<string, Underway> underway = new(StringComparer.Ordinal);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var live = await subscriptions.LiveAsync(cancellationToken);
        await metrics.MeasureAsync(live, cancellationToken);
        foreach (var subscription in live.OrderBy(subscription => subscription.Delivery.DueAt))
        {
            if (underway.Count >= options.Value.MostAtOnce)
            {
                return;
            }

            if (!underway.ContainsKey(subscription.Id) && SendPolicy.DueOf(subscription, clock.GetUtcNow()) is not Due.Nothing and var due && HasPlace(subscription, due))
            {
                Begin(subscription, due);
            }
        }
    }

    /// <summary>Waits for what is under way.</summary>
    public Task EndAsync() => Task.WhenAll(underway.Values.Select(send => send.Ended));

    private bool HasPlace(LiveSubscription subscription, Due due) =>
        !SendPolicy.IsDoubtful(subscription, due) || underway.Values.Count(send => send.IsDoubtful) < SendPolicy.PlacesForDoubtful(options.Value.MostAtOnce);

    private void Begin(LiveSubscription subscription, Due due)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        underway[subscription.Id] = new Underway(begun.Task, SendPolicy.IsDoubtful(subscription, due));
        _ = Task.Run(async () =>
        {
            try
            {
                // Never cut short by the stop: a send in hand is worth its few seconds, its end saves a repeat.
                await sender.SendAsync(subscription, due, CancellationToken.None);
            }
            catch (Exception fault)
            {
                // The store is away, or there is a defect: the lease ends, and others are sent to meanwhile.
                logger.NotSent(subscription.Id, fault.GetType().Name);
            }
            finally
            {
                underway.TryRemove(subscription.Id, out _);
                begun.SetResult();
            }
        }, CancellationToken.None);
    }

    private sealed record Underway(Task Ended, bool IsDoubtful);
}
