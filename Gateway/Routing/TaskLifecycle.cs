using System.Collections.Frozen;
using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Routing;

/// <summary>What may change about a Task: who has it and how far it is, never what it is for.</summary>
/// <remarks>To give work back to its pool is to make it <c>ready</c>, whence somebody else takes it.</remarks>
internal static class TaskLifecycle
{
    public static readonly Transitions<TaskStatus> Statuses = new(
        "Task.status",
        [TaskStatus.Draft, TaskStatus.Requested],
        (TaskStatus.Draft, [TaskStatus.Requested, TaskStatus.Cancelled, TaskStatus.EnteredInError]),
        (TaskStatus.Requested,
        [
            TaskStatus.Received, TaskStatus.Accepted, TaskStatus.Rejected, TaskStatus.Ready, TaskStatus.Cancelled, TaskStatus.InProgress,
            TaskStatus.Completed, TaskStatus.EnteredInError,
        ]),
        (TaskStatus.Received, [TaskStatus.Accepted, TaskStatus.Rejected, TaskStatus.Ready, TaskStatus.Cancelled, TaskStatus.InProgress, TaskStatus.EnteredInError]),
        (TaskStatus.Accepted,
        [
            TaskStatus.Ready, TaskStatus.Cancelled, TaskStatus.InProgress, TaskStatus.OnHold, TaskStatus.Failed, TaskStatus.Completed,
            TaskStatus.EnteredInError,
        ]),
        (TaskStatus.Rejected, [TaskStatus.EnteredInError]),
        (TaskStatus.Ready, [TaskStatus.Accepted, TaskStatus.Cancelled, TaskStatus.InProgress, TaskStatus.Completed, TaskStatus.EnteredInError]),
        (TaskStatus.Cancelled, [TaskStatus.EnteredInError]),
        (TaskStatus.InProgress,
            [TaskStatus.Ready, TaskStatus.Cancelled, TaskStatus.OnHold, TaskStatus.Failed, TaskStatus.Completed, TaskStatus.EnteredInError]),
        (TaskStatus.OnHold, [TaskStatus.Ready, TaskStatus.Cancelled, TaskStatus.InProgress, TaskStatus.Failed, TaskStatus.EnteredInError]),
        (TaskStatus.Failed, [TaskStatus.EnteredInError]),
        (TaskStatus.Completed, [TaskStatus.EnteredInError]),
        (TaskStatus.EnteredInError, []));

    private static readonly ImmutableArray<TaskStatus> EndedUnanswered =
        [TaskStatus.Rejected, TaskStatus.Cancelled, TaskStatus.Failed, TaskStatus.EnteredInError];

    /// <summary>With which statuses each code of our task-business-status goes. Published in docs/lifecycles.md.</summary>
    public static readonly FrozenDictionary<string, ImmutableArray<TaskStatus>> BusinessStatuses = new Dictionary<string, ImmutableArray<TaskStatus>>
    {
        ["unassigned"] = [TaskStatus.Draft, TaskStatus.Requested, TaskStatus.Received, TaskStatus.Ready, .. EndedUnanswered],
        ["claimed"] = [TaskStatus.Accepted, TaskStatus.InProgress, TaskStatus.OnHold, TaskStatus.Completed, .. EndedUnanswered],
        ["answered"] = [TaskStatus.Completed, TaskStatus.EnteredInError],
        ["escalated"] = [.. Enum.GetValues<TaskStatus>().Where(status => status != TaskStatus.Draft)],
    }.ToFrozenDictionary();

    private static readonly Protection Work = new(
        "What a Task asks for stays: cancel it and make another.",
        "status", "statusReason", "businessStatus", "owner", "performerType", "priority", "note", "output", "restriction", "executionPeriod",
        "lastModified", "relevantHistory", "text", "language");

    /// <param name="before">What is stored; null for a new Task.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(FhirTask? before, FhirTask after) =>
    [
        .. Statuses.Check(before?.Status, after.Status),
        .. before is null ? [] : Work.Check(before, after),
        .. before is null ? [] : PriorityIssues(before, after),
        .. before is null ? [] : PoolIssues(before, after),
        .. BusinessStatusIssues(after),
    ];

    private static IEnumerable<Issue> PriorityIssues(FhirTask before, FhirTask after)
    {
        if ((after.Priority ?? RequestPriority.Routine) < (before.Priority ?? RequestPriority.Routine))
        {
            yield return new Issue(OperationOutcome.IssueType.BusinessRule, "The priority of a Task may be raised, never lowered.", "Task.priority");
        }
    }

    private static IEnumerable<Issue> PoolIssues(FhirTask before, FhirTask after)
    {
        if (WorkTasks.IsWork(before)
            && after.Owner?.Reference is { } owner
            && owner != before.Owner?.Reference
            && ResourceKey.TryParse(owner, out var key)
            && !WorkTasks.IsPerson(key)
            && owner != WorkTasks.PoolOf(before))
        {
            yield return new Issue(OperationOutcome.IssueType.BusinessRule, "Another pool gets it by $reroute, which says why.", "Task.owner");
        }
    }

    private static IEnumerable<Issue> BusinessStatusIssues(FhirTask task)
    {
        var codes = (task.BusinessStatus?.Coding ?? []).Where(coding => coding.System == Canonicals.TaskBusinessStatus).Select(coding => coding.Code).ToArray();
        if (codes.Length != 1)
        {
            // Tasks of others may do without our codes; two of them would contradict each other in any.
            return codes.Length == 0 && !IsOurs(task)
                ? []
                : [new Issue(OperationOutcome.IssueType.BusinessRule, "A Task of the gateway has exactly one business status of its code system.", "Task.businessStatus")];
        }

        if (codes[0] is not { } code || !BusinessStatuses.TryGetValue(code, out var statuses))
        {
            return [new Issue(OperationOutcome.IssueType.CodeInvalid, "This code is not in the code system task-business-status.", "Task.businessStatus")];
        }

        if (task.Status is { } status && !statuses.Contains(status))
        {
            return [new Issue(OperationOutcome.IssueType.BusinessRule, "The business status and the status contradict each other.", "Task.businessStatus")];
        }

        return code == "claimed" && task.Owner is null
            ? [new Issue(OperationOutcome.IssueType.Required, "Who has claimed a Task is its owner: owner is needed.", "Task.owner")]
            : [];
    }

    private static bool IsOurs(FhirTask task) => task.Code?.Coding.Any(coding => coding.System == Canonicals.TaskCode) == true;
}
