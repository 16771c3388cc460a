using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Access;

/// <summary>Who calls: a client, the person it acts for, the chart in its launch context, and what its token allows.</summary>
/// <param name="Client">The client's id, or the token's subject where the issuer names no client.</param>
/// <param name="Chart">The <c>patient</c> of the launch context, or the one the caller chose to act for.</param>
/// <param name="Person">The <c>fhirUser</c>, if it is a resource of a server we know.</param>
/// <param name="Scopes">The token's resource scopes.</param>
/// <param name="IsReviewer">The token carries the reviewer scope.</param>
internal sealed record Caller(string Client, PatientId? Chart, ResourceKey? Person, ImmutableArray<SmartScope> Scopes, bool IsReviewer)
{
    /// <summary>The scope that lets a person see held messages and their review items.</summary>
    public const string ReviewerScope = "gateway/review";

    /// <summary>The scope that lets a person read the whole audit trail.</summary>
    public const string AuditorScope = "gateway/audit";

    /// <summary>The token carries the auditor scope.</summary>
    public bool IsAuditor { get; init; }

    public bool Allows(ScopeLevel level, string type, ScopeRights right)
    {
        if (IsShutOut(type, right))
        {
            return false;
        }

        foreach (var scope in Scopes)
        {
            if (scope.Allows(level, type, right))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some scope, at any level, allows it; which resources is the compartment policy's business.</summary>
    public bool Allows(string type, ScopeRights right) =>
        Allows(ScopeLevel.Patient, type, right) || Allows(ScopeLevel.User, type, right) || Allows(ScopeLevel.System, type, right);

    // Whoever looks after the machine, or checks the others, is kept from the rest here, where every question passes.
    private bool IsShutOut(string type, ScopeRights right) =>
        IsOperator || (IsAuditor && !(type is "AuditEvent" or "Provenance" && (right & ~(ScopeRights.Read | ScopeRights.Search)) == ScopeRights.None));
}
