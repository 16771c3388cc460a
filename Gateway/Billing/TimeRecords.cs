using System.Diagnostics;
using Gateway.Audit;
using Gateway.Evisits;
using Gateway.Inbox;
using Gateway.Review.Queue;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Billing;

/// <summary>Plans that time is recorded on a message, corrected or taken back: each makes a version of its Task, so that what stood there before stays on record.</summary>
internal sealed class TimeRecords(WorkItems items, WorkChanges changes, TimeProvider clock)
{
    // Codes of the trail.
    private const string Recorded = "time-recorded";
    private const string Corrected = "time-corrected";
    private const string TakenBack = "time-taken-back";

    public async ValueTask<WritePlan> PlanAsync(string id, Worker worker, TimeRequest request, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        if (item is null)
        {
            return objection!;
        }

        return TimePolicy.Decide(item.Task, request, worker.Caller.Person, item.Row.Version + 1, clock.GetUtcNow()) switch
        {
            TimeDecision.Put put => Changed(item, worker, put.Time.PutInto, put.IsCorrection ? Corrected : Recorded),
            TimeDecision.TakeBack back => Changed(item, worker, back.Time.TakeFrom, TakenBack),
            TimeDecision.Known => changes.Plan(item, worker.Caller, new ClaimDecision.AsWished(), (_, _) => { }),
            TimeDecision.Refuse refuse => WriteOutcome.Refused.Because(StatusOf(refuse.Kind), refuse.Issue),
            _ => throw new UnreachableException(),
        };
    }

    private WritePlan Changed(WorkItem item, Worker worker, Action<FhirTask> change, string why) => changes.Plan(
        item,
        worker.Caller,
        new ClaimDecision.Change(),
        (task, now) =>
        {
            change(task);
            task.LastModifiedElement = new FhirDateTime(now);
        },
        version => new AuditEntry
        {
            Action = AuditAction.Update,
            Client = AuditEntries.ClientOf(worker.Caller.Client),
            Person = worker.Caller.Person?.ToString(),
            Resource = $"Task/{item.Row.ResourceId}",
            Version = version,
            Chart = item.Row.Chart,
            Sender = item.Row.Sender,
            Why = why,
        });

    private static int StatusOf(TimeRefusal refusal) => refusal switch
    {
        TimeRefusal.Senseless => StatusCodes.Status422UnprocessableEntity,
        TimeRefusal.NotTheirs => StatusCodes.Status403Forbidden,
        TimeRefusal.Ended => StatusCodes.Status409Conflict,
    };
}
