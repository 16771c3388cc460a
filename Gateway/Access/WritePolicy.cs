namespace Gateway.Access;

/// <summary>Who may write what is not a message: the table "Who writes what" of docs/security.md, as code. Messages have their own rules, at their intake.</summary>
internal static class WritePolicy
{
    /// <summary>True only if some scope, with the caller's charts, plainly allows it.</summary>
    /// <param name="reader">Who writes, with those scopes only that hold for the resource.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="chart">The chart the resource is in before, or would be in after; none for what is nobody's.</param>
    /// <param name="right">Create, Update or Delete.</param>
    public static bool MayWrite(Reader reader, string type, string? chart, ScopeRights right) =>
        reader.Caller.Allows(ScopeLevel.System, type, right)
        || (type == "Subscription"
            // Of those that are there already, who is not their owner has seen none.
            ? reader.Identities.Count > 0 && reader.Caller.Allows(type, right)
            : chart is not null && reader.ChartsFor(type, right).Contains(chart));
}
