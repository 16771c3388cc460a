namespace Gateway.Access;

/// <summary>Who may write what is not a message: the table of docs/security.md, as code. Messages have their own rules, at their intake.</summary>
internal static class WritePolicy
{
    /// <summary>True only if some scope, with the caller's chart, plainly allows it.</summary>
    /// <param name="caller">Who writes; its chart is the surviving one.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="chart">The chart the resource is in before, or would be in after; none for what is nobody's.</param>
    /// <param name="right">Create, Update or Delete.</param>
    public static bool MayWrite(Caller caller, string type, string? chart, ScopeRights right)
    {
        var asPerson = caller.Allows(ScopeLevel.Patient, type, right) || caller.Allows(ScopeLevel.User, type, right);
        return caller.Allows(ScopeLevel.System, type, right) || (asPerson && chart is not null && caller.Chart?.Value == chart);
    }
}
