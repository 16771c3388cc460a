using Gateway.Audit;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review.Queue;
using Gateway.Routing;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Inbox;

/// <summary>Plans that a message goes to somebody else: with the reason, and with the rules that had sent it wrong, for the measures.</summary>
internal sealed class WorkReroutes(
    IDbContextFactory<GatewayDb> databases,
    WorkItems items,
    WorkChanges changes,
    PoolMembers members,
    PolicyInForce policies,
    InboxMetrics metrics,
    TimeProvider clock,
    ILogger<WorkReroutes> logger)
{
    public async ValueTask<WritePlan> PlanAsync(string id, Worker worker, RerouteRequest request, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        if (item is null)
        {
            return objection!;
        }

        var decision = InboxPolicy.Handle(item.Task, worker.Caller.Person);
        if (decision is not ClaimDecision.Change)
        {
            return changes.Plan(item, worker.Caller, decision, (_, _) => { });
        }

        var (target, refused) = await TargetAsync(item, request, cancellationToken);
        if (target is null)
        {
            return refused!;
        }

        var (from, to, reasons) = (item.Pool, target.Pool.ToString(), await ReasonsAsync(item, cancellationToken));
        return changes.Plan(
            item,
            worker.Caller,
            decision,
            (task, now) => WorkTasks.Reroute(task, target, request.Reason, request.Note, worker.Caller.Person, now),
            version => new AuditEntry
            {
                Action = AuditAction.Update,
                Client = AuditEntries.ClientOf(worker.Caller.Client),
                Person = worker.Caller.Person?.ToString(),
                Resource = $"Task/{id}",
                Version = version,
                Chart = item.Row.Chart,
                Sender = item.Row.Sender,
                Why = request.Reason,
                Related = $"{from} {to}",
                PolicyVersion = TaskCourse.Of(item.Task).PolicyVersion,
                Reasons = reasons,
            },
            _ =>
            {
                metrics.Rerouted(from, to, request.Reason);
                logger.Rerouted(id, from, to, request.Reason);
            });
    }

    private async ValueTask<(Destination? Target, WriteOutcome.Refused? Refused)> TargetAsync(WorkItem item, RerouteRequest request, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        if (request.Pool is { } named && !policy.HasPool(named))
        {
            return (null, Refused("The policy has no such pool.", "pool"));
        }

        if ((request.Pool ?? (ResourceKey.TryParse(item.Pool, out var own) ? own : null)) is not { } pool)
        {
            return (null, Refused("Say which pool gets it.", "pool"));
        }

        var now = NodaTime.Instant.FromDateTimeOffset(clock.GetUtcNow());
        if (request.Person is not { } person)
        {
            var there = CoveragePolicy.PoolAt(pool, item.Task.Priority is RequestPriority.Stat, now, policy.Organisation.Routing);
            return there.Pool.ToString() == item.Pool && item.Task.Owner?.Reference == item.Pool
                ? (null, Refused("That is where it is.", "pool"))
                : (there, null);
        }

        return await members.HasAsync(pool, person, cancellationToken) switch
        {
            null => (null, WorkItems.Away()),
            false => (null, Refused("This person does not belong to the pool.", "person")),
            true => (CoveragePolicy.PersonAt(person, pool, now, policy.Organisation.Routing), null),
        };
    }

    // Why the message was routed as it was stands in the trail of its intake.
    private async ValueTask<string?> ReasonsAsync(WorkItem item, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var message = item.Task.Focus?.Reference;
        return await db.Audit.AsNoTracking()
            .Where(entry => entry.Resource == message && entry.Action == AuditAction.Create)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Reasons)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static WriteOutcome.Refused Refused(string sentence, string parameter) => WriteOutcome.Refused.Because(
        StatusCodes.Status422UnprocessableEntity,
        new Issue(OperationOutcome.IssueType.BusinessRule, sentence, $"Parameters.parameter.where(name = '{parameter}')"));
}
