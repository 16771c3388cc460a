using Fhir.Profiles;
using Gateway.Monitoring;
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

namespace Gateway.Requests;

/// <summary>
/// One look through the requests with a schedule: patients are asked when it is time, reminded again, and told of to the pool that asked when no answer
/// came. How far each is stands in the request and in its Task, so that no restart forgets it; of several gateways that look at once the store lets one
/// take a step.
/// </summary>
internal sealed class RequestSteps(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SequenceBlocks sequences,
    SearchIndex index,
    PolicyInForce policies,
    RequestMetrics metrics,
    TimeProvider clock,
    ILogger<RequestSteps> logger)
{
    private const int PageSize = 100;

    /// <summary>How many steps were taken by this look.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        // What is overdue is told before the next is asked for, which ends it: both by one time, or what became overdue between the two would end untold.
        var asOf = Stamp.Now(clock);
        var late = await LookAsync(RequestEntries.Step, asOf, StepAsync, cancellationToken);
        return late + await LookAsync(RequestEntries.Next, asOf, AdvanceAsync, cancellationToken);
    }

    private async Task<int> LookAsync(
        int parameter, DateTimeOffset asOf, Func<GatewayDb, StoredResource, DateTimeOffset, CancellationToken, ValueTask<bool>> stepAsync, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (steps, after) = (0, ((string Due, long Sequence)?)null);
        while (true)
        {
            var page = await RequestQueries.Due(db, parameter, asOf, after, PageSize).ToListAsync(cancellationToken);
            foreach (var item in page)
            {
                steps += await stepAsync(db, item.Row, asOf, cancellationToken) ? 1 : 0;
            }

            if (page.Count < PageSize)
            {
                return steps;
            }

            after = (page[^1].Due, page[^1].Row.Sequence);
        }
    }

    private async ValueTask<bool> StepAsync(GatewayDb db, StoredResource row, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var now = Stamp.Now(clock);
        if (OpenOccurrence.Of(row) is not { Task: var task } open || OccurrenceTasks.NextStep(task) is not { } next || next.Due > asOf)
        {
            return false;
        }

        var key = new ResourceKey("Task", row.ResourceId);
        // Whoever is overdue by now is not reminded first.
        var isOverdue = next.Step == OccurrenceStep.Overdue || OccurrenceTasks.IsLate(task, now);
        var alarm = isOverdue ? await AlarmAsync(open, now, cancellationToken) : null;
        var changed = open.Changed(
            one => (isOverdue ? (Action<FhirTask, DateTimeOffset>)OccurrenceTasks.Escalate : OccurrenceTasks.Remind)(one, now),
            version => RequestTrail.Entry(
                AuditAction.Update, key, version, row.Chart, isOverdue ? new { alarm = TaskAlarms.CodeOf(TaskAlarm.Overdue) } : new { reminder = 2 }),
            index,
            now);
        var result = await commits.CommitAsync(
            changes =>
            {
                changed(changes);
                if (alarm is not null)
                {
                    alarm.Stage(changes);
                    changes.Add(RequestTrail.Entry(AuditAction.Create, new ResourceKey("Task", alarm.Row.ResourceId), 1, row.Chart));
                }
            },
            cancellationToken);
        return Settled(result, key, isOverdue ? RequestMetrics.Overdue : RequestMetrics.Reminded);
    }

    // In the same transaction as the mark, so that there is one for each occurrence, and never one more.
    private async ValueTask<NewResource> AlarmAsync(OpenOccurrence late, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pool = WorkTasks.PoolOf(late.Task)!;
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = RequestPriority.Asap,
            Code = new CodeableConcept(Canonicals.TaskCode, "attend-alarm"),
            BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "unassigned"),
            ReasonCode = new CodeableConcept(Canonicals.TaskAlarm, TaskAlarms.CodeOf(TaskAlarm.Overdue)),
            PartOf = [new ResourceReference($"Task/{late.Row.ResourceId}")],
            Focus = new ResourceReference(late.Task.Focus?.Reference),
            For = new ResourceReference(late.Task.For?.Reference),
            Owner = new ResourceReference(pool),
            AuthoredOnElement = new FhirDateTime(now),
        };
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(pool));
        Stamp.Put(task, MessageId.New(clock).Value, 1, now);
        return NewResource.OfOurs(task, await sequences.NextAsync(cancellationToken), index, now, late.Row.Chart, onceFor: $"Task/{late.Row.ResourceId}/overdue");
    }

    private async ValueTask<bool> AdvanceAsync(GatewayDb db, StoredResource row, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var (now, key) = (Stamp.Now(clock), new ResourceKey("CommunicationRequest", row.ResourceId));
        var request = (CommunicationRequest)FhirJson.ReadStored(row.Content);
        if (RequestCourse.Of(request) is not { Next: { } next } course || next.ToDateTimeOffset() > asOf)
        {
            return false;
        }

        if (ScheduleReader.Read(request, course.Zone).Schedule is not { } schedule)
        {
            logger.NotUnderstood(row.ResourceId);
            return false;
        }

        var due = schedule.NextAfter(course.Last, course.Since);
        var asked = due is { } occurrence ? await AskedAsync(row, request, occurrence, now, cancellationToken) : null;
        if (due is { } begun)
        {
            course = course with { Last = begun.Due };
            (course with { Next = schedule.NextAfter(course.Last, course.Since)?.Due ?? begun.Passes }).PutInto(request);
        }
        else
        {
            (course with { Next = null }).PutInto(request);
            request.Status = RequestStatus.Completed;
        }

        var (stale, version) = (new Replacement(row, index), row.Version + 1);
        var over = (await OpenOccurrence.OfAsync(db, key, cancellationToken)).Select(open => open.Changed(
            task => OccurrenceTasks.Pass(task, now),
            passed => RequestTrail.Entry(AuditAction.Update, new ResourceKey("Task", open.Row.ResourceId), passed, open.Row.Chart),
            index,
            now)).ToList();
        Stamp.Put(request, row.ResourceId, version, now);
        var result = await commits.CommitAsync(
            changes =>
            {
                stale.Stage(changes, request, row.Chart, now);
                changes.Add(RequestTrail.Entry(AuditAction.Update, key, version, row.Chart));
                over.ForEach(pass => pass(changes));
                if (asked is not null)
                {
                    asked.Stage(changes);
                    changes.Add(RequestTrail.Entry(AuditAction.Create, new ResourceKey("Task", asked.Row.ResourceId), 1, row.Chart, new { reminder = 1 }));
                }
            },
            cancellationToken);
        if (result is CommitResult.Committed && over.Count > 0)
        {
            metrics.Stepped(RequestMetrics.Passed, over.Count);
        }

        return Settled(result, key, asked is null ? RequestMetrics.Completed : RequestMetrics.Asked);
    }

    private async ValueTask<NewResource> AskedAsync(
        StoredResource row, CommunicationRequest request, Occurrence occurrence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pool = AskedPool.Of(request, (await policies.CurrentAsync(cancellationToken)).Organisation.Routing);
        var task = OccurrenceTasks.Asked(request, occurrence, pool, now);
        Stamp.Put(task, MessageId.New(clock).Value, 1, now);
        return NewResource.OfOurs(
            task, await sequences.NextAsync(cancellationToken), index, now, row.Chart, onceFor: $"CommunicationRequest/{row.ResourceId}/{occurrence.Due}");
    }

    private bool Settled(CommitResult result, ResourceKey key, string step)
    {
        switch (result)
        {
            case CommitResult.Committed:
                metrics.Stepped(step);
                logger.Stepped(key, step);
                return true;
            case CommitResult.Unavailable unavailable:
                logger.NotStepped(key, unavailable.Fault);
                return false;
            default:
                // Another gateway took the step, or somebody answered or changed it: the next look sees what there is then.
                return false;
        }
    }
}
