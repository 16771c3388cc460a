using Gateway.Access;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Says who may work on a Task: the members of its pool, the clinicians who may change it in its chart, and systems.</summary>
internal sealed class WorkAccess(PoolMembers members, ScopeJudge scopes)
{
    /// <summary>Whether the token lets anybody work at all, whatever the Task.</summary>
    public static bool MayTry(Caller caller) =>
        caller.Allows(ScopeLevel.System, "Task", ScopeRights.Update) || (caller.Kind is PersonKind.Clinician && caller.Allows("Task", ScopeRights.Update));

    public async ValueTask<WorkStanding> StandingOfAsync(Worker worker, StoredResource row, FhirTask task, CancellationToken cancellationToken)
    {
        var caller = scopes.Before(worker.Caller, task);
        bool? isMember = false;
        if (IsStaff(caller, ScopeRights.Update) && ResourceKey.TryParse(WorkTasks.PoolOf(task), out var pool))
        {
            isMember = await members.HasAsync(pool, caller.Person!.Value, cancellationToken);
            if (isMember == true)
            {
                return WorkStanding.May;
            }
        }

        var reader = scopes.Before(worker.Reader, task);
        if (worker.Objection is null && MayTry(reader.Caller) && WritePolicy.MayWrite(reader, "Task", row.Chart, ScopeRights.Update))
        {
            return WorkStanding.May;
        }

        return isMember is null ? WorkStanding.Unknown
            : worker.Objection is null && ReadPolicy.RightsOf(reader, "Task", ScopeRights.Read).Allow(row) ? WorkStanding.MayNot
            : WorkStanding.Hidden;
    }

    /// <summary>Whether the caller may look through what a pool has; null while the EHR cannot say.</summary>
    public async ValueTask<bool?> MayListAsync(Caller caller, ResourceKey pool, CancellationToken cancellationToken) =>
        caller.Allows(ScopeLevel.System, "Task", ScopeRights.Search)
            ? true
            : IsStaff(caller, ScopeRights.Search) ? await members.HasAsync(pool, caller.Person!.Value, cancellationToken) : false;

    private static bool IsStaff(Caller caller, ScopeRights right) => caller.Kind is PersonKind.Clinician && caller.Allows(ScopeLevel.User, "Task", right);
}
