using Gateway.Access;
using Gateway.Charts;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Interactions;

/// <summary>Reads which charts are open to the person behind a token today; the directory's cache answers nearly always.</summary>
internal sealed class OpenChartsReader(ChartDirectory directory, CarePanels panels, PolicyInForce policies, TimeProvider clock)
{
    /// <summary>The charts, and the ids under which the EHR knows the person; null while the EHR cannot say.</summary>
    public async ValueTask<(OpenCharts Open, IReadOnlyList<string> Identities)?> ReadAsync(Caller caller, PatientId? chosen, CancellationToken cancellationToken) =>
        caller is { Person: { } person }
            ? caller.Kind switch
            {
                PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person => await OfPersonAsync(caller, person, chosen, cancellationToken),
                PersonKind.Clinician => await OfClinicianAsync(caller, person, cancellationToken),
                PersonKind.Nobody or PersonKind.Other => (OpenCharts.None, [person.ToString()]),
            }
            : (OpenCharts.None, []);

    private async ValueTask<(OpenCharts Open, IReadOnlyList<string> Identities)?> OfPersonAsync(
        Caller caller, ResourceKey person, PatientId? chosen, CancellationToken cancellationToken)
    {
        switch (await directory.FindPersonAsync(person, cancellationToken))
        {
            case Lookup<PersonFacts>.Found found:
                return (OpenTo(person, found.Facts, (await policies.CurrentAsync(cancellationToken)).Organisation.Proxies), [.. found.Facts.Identities.Append(person).Distinct().Select(identity => identity.ToString())]);
            // That a patient's own chart is her own needs no EHR to say so; anything else does.
            case Lookup<PersonFacts>.Unavailable when (chosen ?? caller.Chart ?? new PatientId(person.Id)).Key == person:
                return (OpenCharts.None with { Own = new PatientId(person.Id) }, [person.ToString()]);
            case Lookup<PersonFacts>.Unavailable:
                return null;
            default:
                return (OpenCharts.None, []);
        }
    }

    private OpenCharts OpenTo(ResourceKey signedIn, PersonFacts person, ProxyRules proxies)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var inForce = person.ProxiedCharts.Where(
            proxied => ProxyPolicy.StandingOf(proxied.Grant, proxied.Chart, proxies, today) == ProxyStanding.InForce);
        // Who signs in as a related person is there for that one patient, whatever else she is.
        return signedIn.Type == "RelatedPerson"
            ? new OpenCharts(null, [.. inForce.Where(proxied => proxied.Grant.RelatedPerson == signedIn).Select(proxied => proxied.Chart.Id)], [])
            : new OpenCharts(person.OwnChart, [.. inForce.Select(proxied => proxied.Chart.Id).Distinct()], []);
    }

    // A launch says which patient is meant, so that only its absence makes the care teams count.
    private async ValueTask<(OpenCharts Open, IReadOnlyList<string> Identities)?> OfClinicianAsync(
        Caller caller, ResourceKey person, CancellationToken cancellationToken)
    {
        string[] identities = [person.ToString()];
        if (caller.Chart is not null)
        {
            return (OpenCharts.None, identities);
        }

        return await panels.FindAsync(person, cancellationToken) switch
        {
            Lookup<CarePanel>.Found { Facts: var panel } => (OpenCharts.None with
            {
                InCare = panel.PatientsOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)),
                HasTooManyInCare = panel.IsTooLong,
            }, identities),
            Lookup<CarePanel>.Unavailable => null,
            _ => (OpenCharts.None, identities),
        };
    }
}
