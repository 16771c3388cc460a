using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Delivery;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.DeadLetters.Alarms;

/// <summary>
/// One look through the dead letters: about those that have waited too long, or are too many, the review pool gets one Task. The mark stands in
/// each letter, in the transaction of the Task, so that no restart forgets it; of several gateways that look at once one makes it.
/// </summary>
internal sealed class DeadLetterAlarms(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SequenceBlocks sequences,
    SearchIndex index,
    PolicyInForce policies,
    DeadLetterMetrics metrics,
    IOptions<DeadLetterOptions> options,
    TimeProvider clock,
    ILogger<DeadLetterAlarms> logger)
{
    public const string Work = "attend-dead-letters";

    private const int MostInOneAlarm = 100;

    /// <summary>About how many letters this look alarmed somebody.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var groups = await db.Outbox.AsNoTracking()
            .Where(entry => entry.State == OutboxState.DeadLetter)
            .GroupBy(entry => new { entry.Connection, entry.Fault })
            .Select(group => new { group.Key.Connection, group.Key.Fault, Count = group.Count(), Oldest = group.Min(entry => entry.GivenUpAt) })
            .ToListAsync(cancellationToken);
        metrics.Tell(
        [
            .. groups.GroupBy(group => (group.Connection, Reason: FaultReasons.NameOf(FaultReasons.Of(group.Fault)))).Select(group =>
                new WaitingGroup(group.Key.Connection, group.Key.Reason, group.Sum(one => one.Count), group.Min(one => one.Oldest))),
        ]);
        var total = groups.Sum(group => group.Count);
        if (total == 0)
        {
            return 0;
        }

        // What could not be taken back has a Task of its own already.
        var waiting = await db.Outbox.AsNoTracking()
            .Where(entry => entry.State == OutboxState.DeadLetter && entry.Kind == OutboxKind.File && entry.AlarmedAt == null)
            .OrderBy(entry => entry.Sequence)
            .Take(MostInOneAlarm)
            .Select(entry => new
            {
                entry,
                Content = db.Resources
                    .Where(resource => resource.ResourceType == "Communication" && resource.ResourceId == entry.MessageId)
                    .Select(resource => resource.Content)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        ImmutableArray<WaitingLetter> due =
        [
            .. waiting.Select(one => new WaitingLetter(one.entry, one.Content)).Where(one =>
                DeadLetterAlarmPolicy.IsDue(one.Priority, one.Letter.GivenUpAt ?? now, total, now, options.Value)),
        ];
        return due.IsEmpty ? 0 : await AlarmAsync(due, total, cancellationToken);
    }

    private async Task<int> AlarmAsync(ImmutableArray<WaitingLetter> due, int total, CancellationToken cancellationToken)
    {
        var now = Stamp.Now(clock);
        var task = await TaskAsync(due, total, now, cancellationToken);
        var written = await commits.CommitAsync(
            changes =>
            {
                foreach (var waiting in due)
                {
                    changes.Change(waiting.Letter, row => row.AlarmedAt = now);
                }

                task.Stage(changes);
                changes.Add(new AuditEntry
                {
                    Action = AuditAction.Create,
                    Client = NewResource.Gateway,
                    Resource = new ResourceKey("Task", task.Row.ResourceId).ToString(),
                    Version = 1,
                    Quarantined = true,
                });
            },
            cancellationToken);
        switch (written)
        {
            case CommitResult.Committed:
                metrics.Alarmed(due.Length);
                logger.Alarmed(due.Length, total, task.Row.ResourceId);
                return due.Length;
            case CommitResult.Unavailable unavailable:
                logger.NotAlarmed(due.Length, unavailable.Fault);
                return 0;
            default:
                // Another gateway was first, or one of them was mended meanwhile: the next look sees what there is then.
                return 0;
        }
    }

    // In nobody's chart, and hidden as what is held is: that something could not be filed is for those who see to it.
    private async ValueTask<NewResource> TaskAsync(ImmutableArray<WaitingLetter> due, int total, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pool = (await policies.CurrentAsync(cancellationToken)).Organisation.Routing.Review.ToString();
        var id = MessageId.New(clock).Value;
        var oldest = due.Min(waiting => waiting.Letter.GivenUpAt) ?? now;
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = DeadLetterAlarmPolicy.PriorityOf(due.Select(waiting => waiting.Priority)),
            Code = new CodeableConcept(Canonicals.TaskCode, Work),
            BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "unassigned"),
            Description = $"{total} message(s) could not be filed in the EHR, {due.Length} of them newly for too long, the first since {oldest:yyyy-MM-dd HH:mm} UTC. "
                + $"Whoever mends deliveries finds them and their reasons at {DeadLetterEndpoints.Path}; see that the care teams have them by another way.",
            Owner = new ResourceReference(pool),
            AuthoredOnElement = new FhirDateTime(now),
            LastModifiedElement = new FhirDateTime(now),
        };
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(pool));
        Stamp.Put(task, id, 1, now);
        return NewResource.OfOurs(task, await sequences.NextAsync(cancellationToken), index, now, isHidden: true);
    }
}
