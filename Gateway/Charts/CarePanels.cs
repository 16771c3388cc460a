using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>Finds a clinician's patients: those whose active care team names the clinician, or a role of theirs. Kept for a short while.</summary>
internal sealed class CarePanels(EhrClient ehr, DirectoryCache cache, IOptions<EhrOptions> options)
{
    private const int PageSize = 500;

    /// <summary>Whoever cares for more works by launch: so long a list belongs into no query.</summary>
    private const int MostTeams = 2000;

    private readonly string ehrBase = options.Value.BaseAddress.ToString();

    /// <param name="clinician">A Practitioner or a PractitionerRole.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public ValueTask<Lookup<CarePanel>> FindAsync(ResourceKey clinician, CancellationToken cancellationToken) =>
        cache.GetAsync("panel", clinician, ReadAsync, cancellationToken);

    private async ValueTask<Lookup<CarePanel>> ReadAsync(ResourceKey clinician, CancellationToken cancellationToken)
    {
        if (await NamesOfAsync(clinician, cancellationToken) is not { } names)
        {
            return new Lookup<CarePanel>.Unavailable();
        }

        if (names.Count == 0)
        {
            return new Lookup<CarePanel>.NotFound();
        }

        var teams = await AllAsync($"CareTeam?participant={string.Join(',', names)}&status=active&_count={PageSize}", cancellationToken);
        return teams switch
        {
            null => new Lookup<CarePanel>.Unavailable(),
            { Count: > MostTeams } => new Lookup<CarePanel>.Found(new CarePanel([]) { IsTooLong = true }),
            _ => new Lookup<CarePanel>.Found(new CarePanel([.. teams.OfType<CareTeam>().SelectMany(team => MembershipsIn(team, names))])),
        };
    }

    /// <summary>The ids under which a clinician can stand in a team; null while the EHR cannot say.</summary>
    /// <remarks>A role is its holder's, as long as it is active; who signs in under it is the holder all the same.</remarks>
    public async ValueTask<HashSet<ResourceKey>?> NamesOfAsync(ResourceKey clinician, CancellationToken cancellationToken)
    {
        var resources = new EhrResources(ehrBase);
        var holder = clinician;
        if (clinician.Type == "PractitionerRole")
        {
            var answer = await ehr.ReadAsync(clinician.ToString(), cancellationToken);
            if (answer is EhrAnswer.Unavailable || answer is not EhrAnswer.Found found || FhirJson.ReadLenient<PractitionerRole>(found.Content) is not { } role)
            {
                return answer is EhrAnswer.NotFound or EhrAnswer.Gone ? [] : null;
            }

            if (role.Active == false || resources.KeyOf(role.Practitioner) is not { Type: "Practitioner" } practitioner)
            {
                return [];
            }

            holder = practitioner;
        }

        return await AllAsync($"PractitionerRole?practitioner={holder}&active=true&_count={PageSize}", cancellationToken) is { } roles
            ? [clinician, holder, .. roles.OfType<PractitionerRole>().Where(role => FhirId.IsValid(role.Id)).Select(role => new ResourceKey("PractitionerRole", role.Id!))]
            : null;
    }

    // All pages; null as soon as one of them is missing, because half a panel would look like a whole one.
    private async ValueTask<List<Resource>?> AllAsync(string search, CancellationToken cancellationToken)
    {
        var found = new List<Resource>();
        for (var next = search; next is not null && found.Count <= MostTeams;)
        {
            if (await ehr.ReadAsync(next, cancellationToken) is not EhrAnswer.Found page || FhirJson.ReadLenient<Bundle>(page.Content) is not { } bundle)
            {
                return null;
            }

            found.AddRange(bundle.Entry.Select(entry => entry.Resource).OfType<Resource>());
            var link = bundle.NextLink?.OriginalString;
            if (link is not null && !link.StartsWith(ehrBase, StringComparison.Ordinal))
            {
                return null;
            }

            next = link?[ehrBase.Length..];
        }

        return found;
    }

    private IEnumerable<CareMembership> MembershipsIn(CareTeam team, HashSet<ResourceKey> names)
    {
        var resources = new EhrResources(ehrBase);
        if (team.Status is not CareTeam.CareTeamStatus.Active || resources.KeyOf(team.Subject) is not { Type: "Patient" } patient)
        {
            yield break;
        }

        foreach (var member in team.Participant.Where(member => resources.KeyOf(member.Member) is { } key && names.Contains(key)))
        {
            if (AreReadable(team.Period) && AreReadable(member.Period))
            {
                // Both spans must hold: the later start and the earlier end count.
                yield return new CareMembership(
                    new PatientId(patient.Id), Later(team.Period?.Start, member.Period?.Start), Earlier(team.Period?.End, member.Period?.End));
            }
        }
    }

    private static bool AreReadable(Period? period) => EhrResources.IsReadable(period?.Start) && EhrResources.IsReadable(period?.End);

    private static PartialDate? Later(string? one, string? other) =>
        new[] { EhrResources.DateOf(one), EhrResources.DateOf(other) }.MaxBy(date => date?.FirstDay());

    private static PartialDate? Earlier(string? one, string? other) =>
        new[] { EhrResources.DateOf(one), EhrResources.DateOf(other) }.Where(date => date is not null).MinBy(date => date!.Value.LastDay());
}
