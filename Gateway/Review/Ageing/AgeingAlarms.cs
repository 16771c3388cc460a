using Gateway.References;
using Gateway.Resources;
using Gateway.Review.Queue;
using Gateway.Search;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Ageing;

/// <summary>
/// One look through the queue: what has waited too long is escalated. The mark stands in the Task, so that no restart forgets it; of several
/// gateways that look at once the store lets one make it, and one counts it.
/// </summary>
internal sealed class AgeingAlarms(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SearchIndex index,
    ReviewMetrics metrics,
    IOptions<AgeingOptions> options,
    TimeProvider clock,
    ILogger<AgeingAlarms> logger)
{
    /// <summary>Who does this, in the audit trail: nobody asked for it.</summary>
    public const string Client = "gateway";

    private const int PageSize = 100;

    /// <summary>How many were escalated by this look.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (metrics.WantsDepths)
        {
            metrics.Depths([.. await QueueQueries.Depths(db).ToListAsync(cancellationToken)]);
        }

        var escalated = 0;
        QueueMark? after = null;
        while (true)
        {
            var page = await QueueQueries.WaitingSince(db, AgeingPolicy.EarliestDue(clock.GetUtcNow(), options.Value), after, PageSize).ToListAsync(cancellationToken);
            foreach (var item in page)
            {
                escalated += await EscalateAsync(item, cancellationToken) ? 1 : 0;
            }

            if (page.Count < PageSize)
            {
                return escalated;
            }

            after = page[^1].Mark;
        }
    }

    private async ValueTask<bool> EscalateAsync(QueuedRow item, CancellationToken cancellationToken)
    {
        var task = (FhirTask)FhirJson.ReadStored(item.Row.Content);
        if (!AgeingPolicy.IsOverdue(task, item.Since, clock.GetUtcNow(), options.Value))
        {
            return false;
        }

        var now = Stamp.Now(clock);
        var version = item.Row.Version + 1;
        var stale = new Replacement(item.Row, index);
        QueueTasks.Escalate(task, now);
        Stamp.Put(task, item.Row.ResourceId, version, now);
        var result = await commits.CommitAsync(
            changes =>
            {
                stale.Stage(changes, task, item.Row.Chart, now);
                changes.Add(new AuditEntry
                {
                    Action = AuditAction.Update,
                    Client = Client,
                    Resource = new ResourceKey("Task", item.Row.ResourceId).ToString(),
                    Version = version,
                    Chart = item.Row.Chart,
                    Sender = item.Row.Sender,
                    Quarantined = item.Row.Quarantined,
                });
            },
            cancellationToken);
        switch (result)
        {
            case CommitResult.Committed:
                metrics.Escalated(item.Pool, ReviewEntries.RankOf(task));
                logger.Escalated(item.Row.ResourceId, item.Rank, item.Pool);
                return true;
            case CommitResult.Unavailable unavailable:
                logger.NotEscalated(item.Row.ResourceId, unavailable.Fault);
                return false;
            default:
                // Another gateway was first, or somebody took it or decided: the next look sees what there is then.
                return false;
        }
    }
}
