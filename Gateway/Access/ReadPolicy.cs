namespace Gateway.Access;

/// <summary>Who may read stored resources: the table "Who sees what" of docs/security.md, as code.</summary>
internal static class ReadPolicy
{
    /// <summary>What some scope, with the caller's charts and person, plainly allows.</summary>
    /// <param name="reader">The caller, with the charts and identities that are the caller's own.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="right">Read for one that is named by its id, Search for those that are found.</param>
    public static ReadRights RightsOf(Reader reader, string type, ScopeRights right)
    {
        if (!reader.Caller.HasNarrowedScopes)
        {
            return PlainRightsOf(reader, type, right);
        }

        return PlainRightsOf(reader with { Caller = reader.Caller.Plain }, type, right) with
        {
            OfContent =
            [
                .. reader.Caller.Scopes.Where(scope => scope.Only is not null && scope.Allows(type, right))
                    .Select(scope => new ReadRights.Narrowed(PlainRightsOf(reader with { Caller = reader.Caller with { Scopes = [scope] } }, type, right), scope.Only!))
                    .Where(narrowed => !narrowed.Rights.IsNone),
            ],
        };
    }

    private static ReadRights PlainRightsOf(Reader reader, string type, ScopeRights right)
    {
        var caller = reader.Caller;
        var isSystem = caller.Allows(ScopeLevel.System, type, right);
        var isUser = caller.Allows(ScopeLevel.User, type, right);
        var isPerson = isUser || caller.Allows(ScopeLevel.Patient, type, right);
        return type switch
        {
            // Of all types a caller with either duty may ask for those two alone (Caller).
            _ when caller.IsAuditor || caller.IsOperator => isSystem || isUser ? Everything : ReadRights.None,
            "AuditEvent" => isSystem ? Everything with { HeldOfAll = false } : ReadRights.None,
            // Definitions are nobody's data: who may read the type may read them all.
            "Questionnaire" when isSystem || isPerson => Everything with { HeldOfAll = false },
            // It belongs to who asked for it: its endpoint and headers are nobody else's to see.
            "Subscription" => isSystem ? Everything with { HeldOfAll = false } : isPerson ? ReadRights.None with { OwnOf = reader.Identities } : ReadRights.None,
            _ => new ReadRights(
                isSystem,
                reader.ChartsFor(type, right),
                caller.IsReviewer && isUser,
                // Held: its sender, who wrote it, and the reviewers, who decide on it. The review item itself is for reviewers alone.
                type == "Communication" && isPerson ? reader.Identities : []),
        };
    }

    private static ReadRights Everything => new(true, [], true, []);
}
