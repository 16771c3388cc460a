using Gateway.Access;
using Gateway.References;

namespace Gateway.OnCall;

/// <summary>Who may acknowledge an alert, and in whose name. Pure.</summary>
internal static class OnCallPolicy
{
    /// <summary>Whoever sees alerts: a person with the reviewer's duty, or a system that has it, such as a pager.</summary>
    public static bool MayAcknowledge(Caller caller) => IsPerson(caller) || IsSystem(caller);

    /// <summary>Who acknowledges: the clinician who calls, or the one whom a system names; null if there is none.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="named">Whom the request names, as <c>Type/id</c>.</param>
    public static ResourceKey? WhoAcknowledges(Caller caller, string? named) =>
        IsPerson(caller) ? named is null || named == caller.Person.ToString() ? TakerPolicy.ClinicianIn(caller.Person.ToString()) : null
        : TakerPolicy.ClinicianIn(named);

    private static bool IsPerson(Caller caller) =>
        caller is { IsReviewer: true, Person: not null } && caller.Allows(ScopeLevel.User, "Task", ScopeRights.Update);

    private static bool IsSystem(Caller caller) =>
        caller is { IsReviewer: true, Person: null } && caller.Allows(ScopeLevel.System, "Task", ScopeRights.Update);
}
