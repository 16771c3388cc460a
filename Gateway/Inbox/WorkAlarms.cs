using System.Text.Json;
using Fhir.Profiles;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>
/// One look through the inboxes: what nobody has opened in time, or is not answered as promised, is escalated. The mark of each alarm stands in
/// the Task, so that no restart forgets it; of several gateways that look at once the store lets one make it, and one counts it.
/// </summary>
internal sealed class WorkAlarms(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SequenceBlocks sequences,
    SearchIndex index,
    PolicyInForce policies,
    InboxMetrics metrics,
    TimeProvider clock,
    ILogger<WorkAlarms> logger)
{
    /// <summary>Who does this, in the audit trail: nobody asked for it.</summary>
    public const string Client = "gateway";

    private const int PageSize = 100;

    /// <summary>How many alarms were raised by this look.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (raised, after) = (0, ((string Due, long Sequence)?)null);
        while (true)
        {
            var page = await InboxQueries.Due(db, clock.GetUtcNow(), after, PageSize).ToListAsync(cancellationToken);
            foreach (var item in page)
            {
                raised += await RaiseAsync(item, cancellationToken) ? 1 : 0;
            }

            if (page.Count < PageSize)
            {
                return raised;
            }

            after = (page[^1].Due, page[^1].Row.Sequence);
        }
    }

    private async ValueTask<bool> RaiseAsync(AlarmRow item, CancellationToken cancellationToken)
    {
        var task = (FhirTask)FhirJson.ReadStored(item.Row.Content);
        if (WorkEntries.NextAlarm(task) is not { Alarm: var alarm, Due: var due } || due > clock.GetUtcNow())
        {
            return false;
        }

        var (now, version) = (Stamp.Now(clock), item.Row.Version + 1);
        var stale = new Replacement(item.Row, index);
        var forLead = await ForLeadAsync(item, task, alarm, now, cancellationToken);
        WorkTasks.Raise(task, alarm, now);
        Stamp.Put(task, item.Row.ResourceId, version, now);
        var result = await commits.CommitAsync(
            changes =>
            {
                stale.Stage(changes, task, item.Row.Chart, now);
                forLead?.Stage(changes);
                changes.Add(Entry(AuditAction.Update, item.Row.ResourceId, version, item.Row, JsonSerializer.Serialize(new { alarm = TaskAlarms.CodeOf(alarm) })));
                if (forLead is not null)
                {
                    changes.Add(Entry(AuditAction.Create, forLead.Row.ResourceId, 1, item.Row));
                }
            },
            cancellationToken);
        switch (result)
        {
            case CommitResult.Committed:
                metrics.Alarmed(item.Pool, alarm);
                logger.Alarmed(item.Row.ResourceId, TaskAlarms.CodeOf(alarm), item.Pool);
                return true;
            case CommitResult.Unavailable unavailable:
                logger.NotAlarmed(item.Row.ResourceId, TaskAlarms.CodeOf(alarm), unavailable.Fault);
                return false;
            default:
                // Another gateway was first, or somebody opened, took or answered it: the next look sees what there is then.
                return false;
        }
    }

    // In the same transaction as the mark, so that there is one for each alarm, and never one more.
    private async ValueTask<NewResource?> ForLeadAsync(AlarmRow item, FhirTask about, TaskAlarm alarm, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var routing = (await policies.CurrentAsync(cancellationToken)).Organisation.Routing;
        if (!ResourceKey.TryParse(item.Pool, out var pool) || routing.Pools.GetValueOrDefault(pool)?.Lead is not { } lead)
        {
            return null;
        }

        var id = MessageId.New(clock).Value;
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = about.Priority is RequestPriority.Stat ? RequestPriority.Stat : RequestPriority.Asap,
            Code = new CodeableConcept(Canonicals.TaskCode, "attend-alarm"),
            BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "unassigned"),
            ReasonCode = new CodeableConcept(Canonicals.TaskAlarm, TaskAlarms.CodeOf(alarm)),
            PartOf = [new ResourceReference($"Task/{item.Row.ResourceId}")],
            Focus = new ResourceReference(about.Focus?.Reference),
            For = new ResourceReference(about.For?.Reference),
            Owner = new ResourceReference(lead.ToString()),
            AuthoredOnElement = new FhirDateTime(now),
        };
        Stamp.Put(task, id, 1, now);
        return NewResource.OfOurs(task, await sequences.NextAsync(cancellationToken), index, now, item.Row.Chart);
    }

    private static AuditEntry Entry(AuditAction action, string task, int version, StoredResource row, string? reasons = null) => new()
    {
        Action = action,
        Client = Client,
        Resource = new ResourceKey("Task", task).ToString(),
        Version = version,
        Chart = row.Chart,
        Sender = row.Sender,
        Quarantined = row.Quarantined,
        Reasons = reasons,
    };
}
