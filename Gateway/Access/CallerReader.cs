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
        var isReviewer = false;
        var isAuditor = false;
        foreach (var claim in principal.FindAll("scope"))
        {
            if (SmartScope.TryParse(text, out var scope))
            {
                isReviewer |= text == Caller.ReviewerScope;
                isAuditor |= text == Caller.AuditorScope;
                if (SmartScope.TryParse(text, out var scope))
                {
                    scopes.Add(scope);
                }
            }
        }

        var client = principal.FindFirstValue("client_id") ?? principal.FindFirstValue("azp") ?? principal.FindFirstValue("sub");
        return new Caller(
            client ?? "unknown",
            PatientId.TryParse(principal.FindFirstValue("patient"), out var chart) ? chart : null,
            PersonOf(principal.FindFirstValue("fhirUser")),
            scopes.DrainToImmutable(),
            isReviewer)
        {
            IsAuditor = isAuditor,
        };
    }

    // A fhirUser on another server says nothing about anybody in this EHR.
    private ResourceKey? PersonOf(string? fhirUser) =>
        fhirUser is not null && ReferenceTarget.Of(new ResourceReference(fhirUser), servers.Bases) is ReferenceTarget.Literal literal
            ? literal.Key
            : null;
}
