using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Gateway.Connections;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Access;

/// <summary>Reads a validated token's claims into a <see cref="Caller"/>.</summary>
internal sealed class CallerReader(KnownServers servers)
{
    // A principal lives as long as its token is remembered as valid, and so does what was read of it.
    private readonly ConditionalWeakTable<ClaimsPrincipal, Caller> known = [];

    public Caller Read(ClaimsPrincipal principal) => known.GetValue(principal, CallerOf);

    private Caller CallerOf(ClaimsPrincipal principal)
    {
        var texts = principal.FindAll("scope").SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var scopes = ImmutableArray.CreateBuilder<SmartScope>();
        foreach (var text in texts)
        {
            if (SmartScope.TryParse(text, out var scope))
            {
                scopes.Add(scope);
            }
        }

        var client = principal.FindFirstValue("client_id") ?? principal.FindFirstValue("azp") ?? principal.FindFirstValue("sub");
        var (chart, person) = ContextOf(principal.FindFirstValue("patient"), principal.FindFirstValue("fhirUser"));
        return new Caller(client ?? "unknown", chart, person, scopes.DrainToImmutable(), texts.Contains(Caller.ReviewerScope))
        {
            IsOperator = texts.Contains(Caller.OperatorScope),
            IsPrivacyOfficer = texts.Contains(Caller.PrivacyScope),
            IsAuditor = texts.Contains(Caller.AuditorScope),
        };
    }

    // A person, or a patient, whom we cannot tell must not leave the token with the rights of nobody in particular: it has none.
    private (PatientId? Chart, ResourceKey? Person) ContextOf(string? patient, string? fhirUser)
    {
        var chart = PatientId.TryParse(patient, out var known) ? known : (PatientId?)null;
        var person = PersonOf(fhirUser);
        return (patient is not null && chart is null) || (fhirUser is not null && person is null) ? (null, null) : (chart, person);
    }

    // A fhirUser on another server says nothing about anybody in this EHR.
    private ResourceKey? PersonOf(string? fhirUser) =>
        fhirUser is not null && ReferenceTarget.Of(new ResourceReference(fhirUser), servers.Bases) is ReferenceTarget.Literal literal
            ? literal.Key
            : null;
}
