using Gateway.Routing;
using Gateway.Writes;

namespace Gateway.Inbox;

/// <summary>Plans who takes a message to answer, and who gives it back.</summary>
internal sealed class WorkClaims(WorkItems items, WorkChanges changes, InboxMetrics metrics)
{
    public async ValueTask<WritePlan> ClaimAsync(string id, Worker worker, bool takesOver, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        if (item is null)
        {
            return objection!;
        }

        var (person, pool, wasOpened) = (worker.Caller.Person!.Value, item.Pool, TaskCourse.Of(item.Task).Opened is not null);
        return changes.Plan(
            item,
            worker.Caller,
            InboxPolicy.Claim(item.Task, person, takesOver),
            (task, now) => WorkTasks.Claim(task, person, now),
            committed: now =>
            {
                metrics.ChangedHands(pool, isTaken: true);
                if (!wasOpened)
                {
                    metrics.Opened(pool, now - item.Since);
                }
            });
    }

    public async ValueTask<WritePlan> UnclaimAsync(string id, Worker worker, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        return item is null
            ? objection!
            : changes.Plan(
                item,
                worker.Caller,
                InboxPolicy.Unclaim(item.Task, worker.Caller.Person!.Value),
                WorkTasks.Unclaim,
                committed: _ => metrics.ChangedHands(item.Pool, isTaken: false));
    }
}
