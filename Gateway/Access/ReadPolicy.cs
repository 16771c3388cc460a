namespace Gateway.Access;

/// <summary>Who may read stored resources: the table of docs/security.md, as code.</summary>
internal static class ReadPolicy
{
    /// <summary>Definitions are nobody's data: who may read the type may read them all.</summary>
    private static readonly string[] OfNobody = ["Questionnaire"];

    /// <summary>What some scope, with the caller's chart and person, plainly allows.</summary>
    /// <param name="reader">The caller, with the charts and identities that are the caller's own.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="right">Read for one that is named by its id, Search for those that are found.</param>
    public static ReadRights RightsOf(Reader reader, string type, ScopeRights right)
    {
        var caller = reader.Caller;
        var asPerson = caller.Allows(ScopeLevel.Patient, type, right) || caller.Allows(ScopeLevel.User, type, right);
        return new ReadRights(
            caller.Allows(ScopeLevel.System, type, right) || (asPerson && OfNobody.Contains(type)),
            asPerson ? caller.Chart?.Value : null,
            caller.IsReviewer && caller.Allows(ScopeLevel.User, type, right),
            // Held: its sender, who wrote it, and the reviewers, who decide on it. The review item itself is for reviewers alone.
            asPerson && type == "Communication" ? reader.Identities : []);
    }
}
