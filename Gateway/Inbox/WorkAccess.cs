using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Says who may work on a Task: the members of its pool, the clinicians who may change it in its chart, and systems.</summary>
internal sealed class WorkAccess(PoolMembers members, PolicyInForce policies, ScopeJudge scopes)
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

    /// <summary>Into which inboxes the caller may look, of the pool that is asked for, or of all.</summary>
    public async ValueTask<InboxReach> ReachOfAsync(Caller caller, InboxQuestion question, CancellationToken cancellationToken)
    {
        var pools = question.Pool is { } pool ? [pool] : (await policies.CurrentAsync(cancellationToken)).Pools;
        if (caller.Allows(ScopeLevel.System, "Task", ScopeRights.Search))
        {
            return new InboxReach.Pools(pools, []);
        }

        if (!IsStaff(caller, ScopeRights.Search))
        {
            return new InboxReach.Nowhere();
        }

        var person = caller.Person!.Value;
        var listed = ImmutableArray.CreateBuilder<ResourceKey>();
        foreach (var one in pools)
        {
            switch (await members.HasAsync(one, person, cancellationToken))
            {
                case true:
                    listed.Add(one);
                    break;

                // What is not known is not left out silently: work would be overlooked.
                case null:
                    return new InboxReach.Unknown();
            }
        }

        return (listed.Count, question) switch
        {
            (0, { Pool: not null }) => new InboxReach.Nowhere(),
            (_, { Mine: true }) => await members.NamesOfAsync(person, cancellationToken) is { } names
                ? new InboxReach.Pools(listed.DrainToImmutable(), names)
                : new InboxReach.Unknown(),
            _ => new InboxReach.Pools(listed.DrainToImmutable(), [person]),
        };
    }

    private static bool IsStaff(Caller caller, ScopeRights right) => caller.Kind is PersonKind.Clinician && caller.Allows(ScopeLevel.User, "Task", right);
}
