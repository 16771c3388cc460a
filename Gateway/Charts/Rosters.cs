using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>Finds who is in a team, and under which names a clinician may be there. Kept for a short while.</summary>
internal sealed class Rosters(EhrClient ehr, DirectoryCache cache, CarePanels panels, IOptions<EhrOptions> options)
{
    private readonly EhrResources resources = new(options.Value.BaseAddress.ToString());

    /// <param name="team">A CareTeam.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public ValueTask<Lookup<Roster>> FindAsync(ResourceKey team, CancellationToken cancellationToken) =>
        cache.GetAsync("roster", team, ReadAsync, cancellationToken);

    /// <summary>The clinician, whose role it is, and the active roles of that person.</summary>
    public ValueTask<Lookup<ClinicianNames>> NamesOfAsync(ResourceKey clinician, CancellationToken cancellationToken) =>
        cache.GetAsync("names", clinician, ReadNamesAsync, cancellationToken);

    private async ValueTask<Lookup<Roster>> ReadAsync(ResourceKey team, CancellationToken cancellationToken) =>
        await ehr.ReadAsync(team.ToString(), cancellationToken) switch
        {
            EhrAnswer.Found found when FhirJson.ReadLenient<CareTeam>(found.Content) is { } careTeam => new Lookup<Roster>.Found(RosterOf(careTeam)),
            EhrAnswer.NotFound or EhrAnswer.Gone => new Lookup<Roster>.NotFound(),
            EhrAnswer.Unavailable => new Lookup<Roster>.Unavailable(),
            _ => new Lookup<Roster>.Withheld(),
        };

    private async ValueTask<Lookup<ClinicianNames>> ReadNamesAsync(ResourceKey clinician, CancellationToken cancellationToken) =>
        await panels.NamesOfAsync(clinician, cancellationToken) is { } names
            ? new Lookup<ClinicianNames>.Found(new ClinicianNames([.. names]))
            : new Lookup<ClinicianNames>.Unavailable();

    // A team that is not active has nobody; one without a status is one.
    private Roster RosterOf(CareTeam team) => team.Status is not (null or CareTeam.CareTeamStatus.Active) ? new Roster([]) : new Roster(
    [
        .. team.Participant
            .Where(place => EhrResources.IsReadable(place.Period?.Start) && EhrResources.IsReadable(place.Period?.End))
            .Select(place => (Key: resources.KeyOf(place.Member), place.Period))
            .Where(place => place.Key is { Type: "Practitioner" or "PractitionerRole" })
            .Select(place => new RosterPlace(place.Key!.Value, EhrResources.DateOf(place.Period?.Start), EhrResources.DateOf(place.Period?.End))),
    ]);
}
