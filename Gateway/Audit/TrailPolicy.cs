using System.Linq.Expressions;
using Gateway.Access;
using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Who may read the audit trail: an entry is guarded like what it tells of.</summary>
internal static class TrailPolicy
{
    public static bool MayRead(Reader reader, string type, AuditEntry entry) => ReadPolicy.RightsOf(reader, type, ScopeRights.Read).Allow(entry);

    /// <summary>The condition that <see cref="MayRead"/> tests, for a query.</summary>
    public static Expression<Func<AuditEntry, bool>> Filter(Reader reader, string type) =>
        ReadPolicy.RightsOf(reader, type, ScopeRights.Search).Filter<AuditEntry>();
}
