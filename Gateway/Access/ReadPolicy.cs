namespace Gateway.Access;

/// <summary>Who may read a stored resource: the table of docs/security.md, as code.</summary>
internal static class ReadPolicy
{
    /// <summary>True only if some scope, with the caller's chart and person, plainly allows it.</summary>
    public static bool MayRead(Caller caller, string type, string? chart, string? sender, bool quarantined)
    {
        if (quarantined)
        {
            return MayReadHeld(caller, type, sender);
        }

        var inLaunchChart = caller.Chart is { } launch && launch.Value == chart;
        return caller.Allows(ScopeLevel.System, type, ScopeRights.Read)
            || (inLaunchChart && (caller.Allows(ScopeLevel.Patient, type, ScopeRights.Read) || caller.Allows(ScopeLevel.User, type, ScopeRights.Read)));
    }

    // Held: its sender, who wrote it, and the reviewers, who decide on it. The review item itself is for reviewers alone.
    private static bool MayReadHeld(Caller caller, string type, string? sender)
    {
        var isReviewer = caller.IsReviewer && caller.Allows(ScopeLevel.User, type, ScopeRights.Read);
        var isSender = type == "Communication" && caller.Person is { } person && person.ToString() == sender
            && (caller.Allows(ScopeLevel.Patient, type, ScopeRights.Read) || caller.Allows(ScopeLevel.User, type, ScopeRights.Read));
        return isReviewer || isSender;
    }
}
