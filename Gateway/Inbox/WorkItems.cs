using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Finds the Task that somebody wishes to work on, if that is theirs to do.</summary>
internal sealed class WorkItems(IDbContextFactory<GatewayDb> databases, WorkAccess access)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <summary>The Task's row, whatever it asks for; null if there is none.</summary>
    public async ValueTask<StoredResource?> RowAsync(string id, CancellationToken cancellationToken)
    {
        if (!FhirId.IsValid(id))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), cancellationToken);
    }

    /// <summary>The Task, or why not.</summary>
    public async ValueTask<(WorkItem? Item, WritePlan? Objection)> FindAsync(string id, Worker worker, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, cancellationToken) is not { Quarantined: false, IsDeleted: false } row)
        {
            return (null, WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.Unknown(worker.Caller, AuditAction.Update, "Task", id)));
        }

        var task = (FhirTask)FhirJson.ReadStored(row.Content);
        return await access.StandingOfAsync(worker, row, task, cancellationToken) switch
        {
            WorkStanding.May when WorkTasks.IsWork(task) => (new WorkItem(row, task), null),
            WorkStanding.May => (null, WriteOutcome.Refused.Because(
                StatusCodes.Status422UnprocessableEntity,
                new Issue(OperationOutcome.IssueType.BusinessRule, "This Task is not to answer a message.", "Task.code"))),
            WorkStanding.MayNot => (null, Denied(worker, row, WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden), AuditEntries.NotInChart)),
            WorkStanding.Hidden when worker.Objection is { } unknown => (null, new WriteOutcome.Refused(unknown.Status, [.. unknown.Issues])),
            WorkStanding.Hidden => (null, Denied(worker, row, WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.NotVisible)),
            WorkStanding.Unknown => (null, Away()),
        };
    }

    /// <summary>The EHR cannot say who belongs to a pool.</summary>
    public static WriteOutcome.Refused Away() => WriteOutcome.Refused.Because(
        StatusCodes.Status503ServiceUnavailable,
        new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so who belongs to the pool cannot be told. Try again shortly.")) with
    {
        RetryAfter = TryAgainIn,
    };

    private static WritePlan Denied(Worker worker, StoredResource row, WriteOutcome.Refused refused, string why) =>
        WritePlan.Recorded(refused, AuditEntries.Denied(worker.Caller, AuditAction.Update, "Task", row.ResourceId, row, why));
}
