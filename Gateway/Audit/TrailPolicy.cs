using System.Linq.Expressions;
using Gateway.Access;
using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Who may read the audit trail: an auditor all of it, everybody else as they may read what it tells of.</summary>
internal static class TrailPolicy
{
    public static bool MayRead(Reader reader, string type, AuditEntry entry) =>
        IsAuditor(reader, type, ScopeRights.Read) || ReadPolicy.RightsOf(reader, type, ScopeRights.Read).Allow(entry);

    /// <summary>The condition that <see cref="MayRead"/> tests, for a query.</summary>
    public static Expression<Func<AuditEntry, bool>> Filter(Reader reader, string type) =>
        IsAuditor(reader, type, ScopeRights.Search) ? entry => true : ReadPolicy.RightsOf(reader, type, ScopeRights.Search).Filter<AuditEntry>();

    /// <summary>What somebody searched for in one chart can name people of another: only who asked, and who reads all charts, is shown it.</summary>
    public static bool MaySeeQuery(Reader reader, string type, AuditEntry entry) =>
        IsAuditor(reader, type, ScopeRights.Read)
        || IsAuditor(reader, type, ScopeRights.Search)
        || reader.Caller.Allows(ScopeLevel.System, type, ScopeRights.Read)
        || reader.Caller.Allows(ScopeLevel.System, type, ScopeRights.Search)
        || (entry.Person is { } person && reader.Identities.Contains(person) && entry.Client == reader.Caller.Client);

    private static bool IsAuditor(Reader reader, string type, ScopeRights right) => reader.Caller is { IsAuditor: true } caller
        && (caller.Allows(ScopeLevel.User, type, right) || caller.Allows(ScopeLevel.System, type, right));
}
