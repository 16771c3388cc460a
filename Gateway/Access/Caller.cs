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

    /// <summary>The scope of those who look after the machine. It shuts out everything clinical, whatever else the token grants.</summary>
    public const string OperatorScope = "gateway/operate";

    /// <summary>The scope of those who check who did what: AuditEvents and Provenances, and nothing else.</summary>
    public const string AuditorScope = "gateway/audit";

    /// <summary>The scope of those who mend what could not be delivered.</summary>
    public const string DelivererScope = "gateway/deliver";

    /// <summary>The scope of those who may read what is sealed.</summary>
    public const string PrivacyScope = "gateway/privacy";

    public bool IsPrivacyOfficer { get; init; }

    public bool IsOperator { get; init; }

    public bool IsAuditor { get; init; }

    public PersonKind Kind => Person switch
    {
        null => PersonKind.Nobody,
        { Type: "Patient" } => PersonKind.Patient,
        { Type: "RelatedPerson" } => PersonKind.RelatedPerson,
        { Type: "Person" } => PersonKind.Person,
        { Type: "Practitioner" or "PractitionerRole" } => PersonKind.Clinician,
        _ => PersonKind.Other,
    };

    /// <summary>Some scope holds only for resources of some content.</summary>
    public bool HasNarrowedScopes => Scopes.Any(scope => scope.Only is not null);

    /// <summary>The caller with those scopes only that hold whatever the content.</summary>
    public Caller Plain => HasNarrowedScopes ? this with { Scopes = [.. Scopes.Where(scope => scope.Only is null)] } : this;

    /// <summary>Some scope speaks for a person or a launch, and not for a system.</summary>
    public bool ActsAsPerson => Scopes.Any(scope => scope.Level is not ScopeLevel.System);

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
