using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Access;

/// <summary>Who calls: a client, the person it acts for, the chart in its launch context, and what its token allows.</summary>
/// <param name="Client">The client's id, or the token's subject where the issuer names no client.</param>
/// <param name="Chart">The <c>patient</c> of the launch context.</param>
/// <param name="Person">The <c>fhirUser</c>, if it is a resource of a server we know.</param>
/// <param name="Scopes">The token's resource scopes.</param>
/// <param name="IsReviewer">The token carries the reviewer scope.</param>
internal sealed record Caller(string Client, PatientId? Chart, ResourceKey? Person, ImmutableArray<SmartScope> Scopes, bool IsReviewer)
{
    /// <summary>The scope that lets a person see held messages and their review items.</summary>
    public const string ReviewerScope = "gateway/review";

    public bool Allows(ScopeLevel level, string type, ScopeRights right)
    {
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
}
